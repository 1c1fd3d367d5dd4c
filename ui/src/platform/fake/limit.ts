import type { LimitView } from "@/contract/LimitView";
import type { OpenWayView } from "@/contract/OpenWayView";
import type { PurposeView } from "@/contract/PurposeView";
import { isoDay } from "@/lib/dates";
import { viewOf } from "./consent-handlers";
import type { Handlers } from "./handlers";
import { patientId } from "./people";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";
import { NO_NEEDS } from "./tasks";

/** Limits on texting with the invented patients: the rules of `model::limit`, as far as the window can see them. */

const DAY = 86_400_000;
const WAYS: OpenWayView[] = ["telephone", "desk", "letter"];

/** Whether a limited patient still gets it: their care, and nothing else. */
export const passesLimit = (purpose: PurposeView): boolean => purpose !== "survey" && purpose !== "marketing";

/** The limits of a scene, oldest first: one that stands, and one of the past. */
export function limitsOf(scene: string, now: number): Map<string, LimitView[]> {
  if (!scene.startsWith("limited")) return new Map();
  const at = (daysAgo: number) => new Date(now - daysAgo * DAY).toISOString();
  const day = (days: number) => isoDay(new Date(now + days * DAY));
  const one = (set: number, review: number, part: Pick<LimitView, "reason" | "open" | "lifted">): LimitView => ({ set_by: "Dr R. Shah", set_at: at(set), since: at(set), review_on: day(review), reviews: [], ...part });
  const past = one(400, -310, { reason: "Thirty texts in one night about a parking space.", open: ["telephone", "desk"], lifted: { by: "P. Quist", at: at(330), reason: "Apologised at the desk." } });
  const stands = one(20, 12, { reason: "Threats to reception by text on three days running, after a call on which we asked him to stop. Told by letter.", open: ["telephone", "letter"], lifted: null });
  return new Map([[patientId("nowak"), [past, stands]]]);
}

/** What the limited patient was told. */
export function limitTalk(practice: FakePractice, scene: string): void {
  if (!scene.startsWith("limited")) return;
  const conversation = practice.find("6000-conversation-nowak");
  const last = conversation.messages.at(-1);
  practice.add(conversation, {
    kind: "out", automatic: "limited", purpose: "administration", delivery: { state: "delivered", at: last?.at ?? new Date().toISOString() }, segments: 2, filing: { state: "pending" }, at: last?.at ?? new Date().toISOString(),
    text: "Riverside Surgery: texts from you are not answered at present. To reach us, telephone us on our usual number or write us a letter. If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.",
  });
}

const mayLimit = (practice: FakePractice) => roleMay(practice.app.me?.role ?? "read_only", "limit_messaging");

export const LIMITS: Pick<Handlers, "limit_messaging" | "lift_limit"> = {
  limit_messaging(practice, { patient, reason, open, review_on }) {
    viewOf(practice, patient);
    if (!mayLimit(practice)) throw refuse("not_allowed");
    if (!/^\d{4}-\d\d-\d\d$/u.test(review_on)) throw refuse("bad_request");
    if (!reason.trim()) throw refuse("refused", null, "say why: it is kept with your name");
    if (!open.length) throw refuse("refused", null, "leave at least one other way open: telephone, at the desk or by letter");
    const { cannot_phone: cannotPhone } = practice.needs.get(patient) ?? NO_NEEDS;
    if (cannotPhone && open.every((way) => way === "telephone")) throw refuse("refused", null, "the patient cannot use the telephone: leave another way open");
    if (review_on <= isoDay(new Date())) throw refuse("refused", null, "the review date must lie after today");
    const limits = practice.limits.get(patient) ?? [];
    const before = limits.at(-1);
    const now = new Date().toISOString();
    practice.limits.set(patient, [...limits, { reason, open: WAYS.filter((way) => open.includes(way)), set_by: practice.app.me?.name ?? null, set_at: now, since: before && !before.lifted ? before.since : now, review_on, reviews: [], lifted: null }]);
    practice.changed();
    return viewOf(practice, patient);
  },

  lift_limit(practice, { patient, reason }) {
    viewOf(practice, patient);
    if (!mayLimit(practice)) throw refuse("not_allowed");
    if (!reason.trim()) throw refuse("refused", null, "say why: it is kept with your name");
    const limit = practice.limitOf(patient);
    if (limit) limit.lifted = { by: practice.app.me?.name ?? null, at: new Date().toISOString(), reason };
    practice.changed();
    return viewOf(practice, patient);
  },
};
