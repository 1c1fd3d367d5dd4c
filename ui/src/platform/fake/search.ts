import type { ExcerptPart } from "@/contract/ExcerptPart";
import type { PatientView } from "@/contract/PatientView";
import type { SearchRequest } from "@/contract/SearchRequest";
import type { SearchResults } from "@/contract/SearchResults";
import type { HitStateView } from "@/contract/HitStateView";
import type { Conversation } from "./conversations";
import { rowOf } from "./handlers";
import type { FakePractice } from "./practice";

/** A plain search: every word must occur. */
export function search(practice: FakePractice, { text, patients_only, conversation: within }: SearchRequest): SearchResults {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  if (!words.length) return { patients: [], messages: [], cut_off: false };
  const patients = within ? [] : practice.patients.filter((patient) => words.every((word) => facts(patient).includes(word))).slice(0, 20);
  if (patients_only) return { patients, messages: [], cut_off: false };
  const hits = practice.conversations.filter(({ id }) => !within || id === within).flatMap((conversation) => {
    const patient = practice.patients.find(({ id }) => id === conversation.patient);
    return conversation.messages
      .filter((message) => words.every((word) => message.text.toLowerCase().includes(word)))
      .map((message) => ({
        conversation: conversation.id,
        message: message.id,
        number: message.number,
        title: patient ? `${patient.family}, ${patient.given}` : conversation.number,
        at: message.at,
        wrong: message.wrong !== null,
        excerpt: excerpt(message.text, words[0] ?? ""),
        state: stateOf(practice, conversation),
      }));
  });
  hits.sort((a, b) => b.at.localeCompare(a.at));
  return { patients, messages: hits.slice(0, 50), cut_off: hits.length > 50 };
}

function stateOf(practice: FakePractice, conversation: Conversation): HitStateView {
  const row = rowOf(practice, conversation);
  return row.done ? "done" : row.snoozed ? "snoozed" : row.answered ? "waiting" : "open";
}

const facts = (patient: PatientView) =>
  [patient.given, patient.family, patient.birth_date, patient.nhs_number, ...patient.contact_points.map(({ number }) => number)].join(" ").toLowerCase();

function excerpt(text: string, word: string): ExcerptPart[] {
  const at = text.toLowerCase().indexOf(word);
  const start = Math.max(0, at - 40);
  return [
    { text: `${start > 0 ? "…" : ""}${text.slice(start, at)}`, hit: false },
    { text: text.slice(at, at + word.length), hit: true },
    { text: text.slice(at + word.length, at + word.length + 80), hit: false },
  ];
}
