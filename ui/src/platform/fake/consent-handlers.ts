import { lineOf, preferencesOf, PURPOSES } from "./consent";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";
import { NO_NEEDS } from "./tasks";

/** What staff write down of a patient's wishes, and what stops because of it. */

const roleOf = (practice: FakePractice) => practice.app.me?.role ?? "read_only";

export function viewOf(practice: FakePractice, patient: string) {
  if (!practice.patients.some(({ id }) => id === patient)) throw refuse("not_found");
  return preferencesOf(patient, practice.wishesOf(patient), practice.optIn, roleOf(practice), { needs: practice.needs.get(patient) ?? NO_NEEDS, people: practice.peopleOf(patient), noted: practice.noted.get(patient) ?? null, numbers: practice.numbersOf(patient), limits: practice.limits.get(patient) ?? [] });
}

/** What waits to leave against the patient's wish is stopped, so that a person finds another way. */
function stop(practice: FakePractice, patient: string, why: "objected" | "unsafe_route", purposes = PURPOSES): void {
  for (const conversation of practice.conversations.filter((one) => one.patient === patient)) {
    for (const message of conversation.messages) {
      const waits = message.delivery?.state === "held" || message.delivery?.state === "queued";
      if (waits && !message.despite && message.purpose && purposes.includes(message.purpose)) message.delivery = { state: "failed", at: new Date().toISOString(), class: "opted_out", code: why };
    }
    practice.changed(conversation.id);
  }
}

export const PREFERENCES: Pick<Handlers, "preferences" | "record_consent" | "mark_route"> = {
  preferences: (practice, { patient }) => viewOf(practice, patient),

  record_consent(practice, request) {
    viewOf(practice, request.patient);
    if (!roleMay(roleOf(practice), "record_consent")) throw refuse("not_allowed");
    if (!/^\d{4}-\d\d-\d\d$/u.test(request.said_on) || (request.source === "message") !== (request.message !== null) || request.source === "provider") throw refuse("bad_request");
    if (new Date(`${request.said_on}T00:00`) > new Date()) throw refuse("refused", null, "That day has not come yet.");
    const wishes = practice.wishesOf(request.patient);
    const spoken = request.purpose ? [request.purpose] : PURPOSES;
    const wasNo = spoken.some((purpose) => ["objected", "unclear"].includes(lineOf(wishes, purpose, practice.optIn).state));
    if (request.decision === "agreed" && wasNo && !request.evidence.trim()) throw refuse("evidence_needed");
    wishes.said.push({
      channel: request.channel, purpose: request.purpose, decision: request.decision, said_on: request.said_on, said_at: request.said_at, source: request.source,
      recorded_by: practice.app.me?.name ?? null, recorded_at: new Date().toISOString(), evidence: request.evidence, review_on: request.review_on, reviewed: null,
    });
    stop(practice, request.patient, "objected", spoken.filter((purpose) => ["objected", "unclear"].includes(lineOf(wishes, purpose, practice.optIn).state)));
    return viewOf(practice, request.patient);
  },

  mark_route(practice, { patient, is_unsafe, reason }) {
    viewOf(practice, patient);
    const wishes = practice.wishesOf(patient);
    if (is_unsafe ? !roleMay(roleOf(practice), "record_consent") : !roleMay(roleOf(practice), "mark_safe")) throw refuse("not_allowed");
    if (!is_unsafe && wishes.unsafe && !reason.trim()) throw refuse("evidence_needed");
    if (!is_unsafe) wishes.unsafe = null;
    else wishes.unsafe ??= { marked_by: practice.app.me?.name ?? null, marked_at: new Date().toISOString(), reason, review_on: null, reviewed: null };
    if (is_unsafe) stop(practice, patient, "unsafe_route");
    return viewOf(practice, patient);
  },
};
