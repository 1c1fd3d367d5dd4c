import { useState } from "react";
import type { NameView, NeedsView, PatientView, StaffView, TaskView, WayView } from "@/api";
import { ContactDialog } from "./ContactDialog";
import { EndDialog } from "./EndDialog";
import { MakeDialog } from "./MakeDialog";
import { NeedsDialog } from "./NeedsDialog";
import { RequestDialog } from "./RequestDialog";

/** What is being asked about reaching a patient. */
export type TaskAsking =
  | { about: "call" | "letter"; conversation: string; name: NameView | null; number: string | null; task: TaskView | null }
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
      case "call":
      case "letter": return <ContactDialog {...asking} onClose={close} />;
      case "end": return <EndDialog {...asking} onClose={close} />;
      case "make": return <MakeDialog {...asking} staff={staff} me={me} onClose={close} />;
      case "request": return <RequestDialog {...asking} onClose={close} />;
      case "needs": return <NeedsDialog {...asking} onClose={close} />;
    }
  })();
  return { ask, element };
}
