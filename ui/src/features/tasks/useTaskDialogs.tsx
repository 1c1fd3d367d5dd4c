import { useState } from "react";
import { usePreferences, type NameView, type NeedsView, type PatientView, type StaffView, type TaskView, type WayView } from "@/api";
import { CallDialog, type ContactProps } from "./ContactDialog";
import { EndDialog } from "./EndDialog";
import { LetterDialog } from "./LetterDialog";
import { MakeDialog } from "./MakeDialog";
import { NeedsDialog } from "./NeedsDialog";
import { RequestDialog } from "./RequestDialog";
import type { Urgent } from "./Ring";

/** What is being asked about reaching a patient. */
export type TaskAsking =
  | { about: "call" | "letter"; conversation: string; patient: string | null; name: NameView | null; number: string | null; task: TaskView | null; urgent?: Urgent }
  | { about: "end"; task: TaskView; done: boolean }
  | { about: "make"; patient: PatientView; conversation: string; route: WayView | null; needs: NeedsView | null }
  | { about: "request"; patient: PatientView; number: string }
  | { about: "needs"; patient: PatientView; needs: NeedsView };

/** The one question that is open, and how to ask it. */
export function useTaskDialogs(staff: StaffView[], me: StaffView) {
  const [asking, ask] = useState<TaskAsking | null>(null);
  const close = () => ask(null);
  const element = asking && (() => {
    switch (asking.about) {
      case "call": return <CallDialog {...asking} onClose={close} />;
      case "letter": return <Letter {...asking} onClose={close} />;
      case "end": return <EndDialog {...asking} onClose={close} />;
      case "make": return <MakeDialog {...asking} staff={staff} me={me} onClose={close} />;
      case "request": return <RequestDialog {...asking} onClose={close} />;
      case "needs": return <NeedsDialog {...asking} onClose={close} />;
    }
  })();
  return { ask, element };
}

/** A letter in large print, where that is what the patient needs; asked once it is known. */
function Letter(props: ContactProps) {
  const preferences = usePreferences(props.patient);
  if (props.patient && preferences.isPending) return null;
  return <LetterDialog {...props} largePrint={!!preferences.data?.needs.low_vision} />;
}
