import type { MessageHit, PatientView, SearchResults } from "@/api";

/** What can be chosen, in the order in which it stands on the screen. */
export type Choice =
  | { type: "patient"; patient: PatientView }
  | { type: "number"; patient: PatientView; number: string }
  | { type: "message"; hit: MessageHit };

export function choicesOf(results: SearchResults | undefined, patient: PatientView | null): Choice[] {
  if (patient) return patient.contact_points.filter(({ use }) => use !== "old").map(({ number }) => ({ type: "number", patient, number }));
  return [
    ...(results?.patients ?? []).map((one): Choice => ({ type: "patient", patient: one })),
    ...(results?.messages ?? []).map((hit): Choice => ({ type: "message", hit })),
  ];
}
