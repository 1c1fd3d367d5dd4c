import type { PatientView, PreferencesView, ProxyView } from "@/api";
import { RecordDialog, RouteDialog, type Prefill } from "@/features/consent";
import { EndDialog, PersonDialog } from "@/features/people";

/** What is being written down of the patient's wishes. */
export type WishAsked = { about: "wish"; prefill: Prefill } | { about: "unsafe" | "safe" } | { about: "person"; proxy: ProxyView | null } | { about: "end"; proxy: ProxyView };

type Props = { asked: WishAsked | null; patient: PatientView | null | undefined; preferences: PreferencesView | undefined; onClose: () => void };

/** The dialog in which it is written down. */
export function WishDialog({ asked, patient, preferences, onClose }: Props) {
  if (!asked || !patient || !preferences) return null;
  switch (asked.about) {
    case "wish": return <RecordDialog patient={patient} preferences={preferences} prefill={asked.prefill} onClose={onClose} />;
    case "person": return <PersonDialog patient={patient} proxy={asked.proxy} onClose={onClose} />;
    case "end": return <EndDialog patient={patient} proxy={asked.proxy} onClose={onClose} />;
    default: return <RouteDialog to={asked.about} patient={patient} preferences={preferences} onClose={onClose} />;
  }
}
