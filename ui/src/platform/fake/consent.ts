import type { ConfirmedNumberView } from "@/contract/ConfirmedNumberView";
import type { LimitView } from "@/contract/LimitView";
import type { NeedsView } from "@/contract/NeedsView";
import type { NotedView } from "@/contract/NotedView";
import type { ConsentLineView } from "@/contract/ConsentLineView";
import type { ConsentStatementView } from "@/contract/ConsentStatementView";
import type { ErrorCode } from "@/contract/ErrorCode";
import type { PatientStatusView } from "@/contract/PatientStatusView";
import type { PreferencesView } from "@/contract/PreferencesView";
import type { ProxyView } from "@/contract/ProxyView";
import type { PurposeView } from "@/contract/PurposeView";
import type { RoleView } from "@/contract/RoleView";
import type { UnsafeRouteView } from "@/contract/UnsafeRouteView";
import { patientId } from "./people";
import { roleMay } from "./rights";

/** What the invented patients said about being messaged, and the rules that follow from it: those of `model::consent`. */

export const PURPOSES: PurposeView[] = ["administration", "clinical_advice", "results", "survey", "marketing"];

export type Wishes = { status: PatientStatusView; /** In the order in which they were written down. */ said: ConsentStatementView[]; unsafe: UnsafeRouteView | null };

const covers = (said: ConsentStatementView, purpose: PurposeView) =>
  said.purpose === null ? said.decision === "objected" || purpose !== "marketing" : said.purpose === purpose;

/** The latest dated statement wins; a yes and a no of one day without a time are unclear. */
export function lineOf(wishes: Wishes, purpose: PurposeView, optIn: boolean): ConsentLineView {
  const covering = wishes.said.filter((said) => covers(said, purpose));
  const day = covering.map((said) => said.said_on).sort().at(-1);
  const ofTheDay = covering.filter((said) => said.said_on === day);
  if (!ofTheDay.length) return { purpose, state: "nothing_recorded", statement: null, may_send: !optIn && purpose !== "marketing" };
  const rank = (said: ConsentStatementView) => `${said.said_at ?? ""}${said.decision === "objected" ? 1 : 0}`;
  const last = ofTheDay.reduce((best, said) => (rank(said) >= rank(best) ? said : best));
  const clear = ofTheDay.every((said) => said.decision === last.decision) || ofTheDay.every((said) => said.said_at !== null);
  return { purpose, state: clear ? last.decision : "unclear", statement: last, may_send: clear && last.decision === "agreed" };
}

export function preferencesOf(patient: string, wishes: Wishes, optIn: boolean, role: RoleView, { needs, people, noted, numbers, limits }: { needs: NeedsView; people: ProxyView[]; noted: NotedView | null; numbers: ConfirmedNumberView[]; limits: LimitView[] }): PreferencesView {
  const limit = limits.at(-1)?.lifted ? null : (limits.at(-1) ?? null);
  return {
    patient,
    noted,
    status: wishes.status,
    channel: "sms",
    lines: PURPOSES.map((purpose) => {
      const line = lineOf(wishes, purpose, optIn);
      return { ...line, may_send: line.may_send && !wishes.unsafe && wishes.status === "active" };
    }),
    unsafe_route: wishes.unsafe,
    history: wishes.said.toReversed(),
    may_override: roleMay(role, "override_objection"),
    may_record: roleMay(role, "record_consent"),
    needs,
    people,
    numbers,
    limit,
    limits: limits.toReversed(),
  };
}

/** Why a patient may not be written to; nothing lifts what a reason does not. */
export function refusalOf(wishes: Wishes, purpose: PurposeView, optIn: boolean, despite: boolean): ErrorCode | null {
  if (wishes.status === "deceased") return "patient_deceased";
  if (wishes.status === "left") return "patient_left";
  if (wishes.unsafe && !despite) return "unsafe_route";
  const { state, statement } = lineOf(wishes, purpose, optIn);
  if (state === "agreed") return null;
  if (state === "nothing_recorded") return optIn || purpose === "marketing" ? "consent_needed" : null;
  if (state === "objected" && statement?.source === "provider") return "objected_at_provider";
  return despite ? null : "objected";
}

export const nothing = (): Wishes => ({ status: "active", said: [], unsafe: null });

type Said = Partial<ConsentStatementView> & Pick<ConsentStatementView, "decision" | "source"> & { daysAgo: number };

export function wishes(now: number): Map<string, Wishes> {
  const at = (daysAgo: number, hour = "10:20") => `${new Date(now - daysAgo * 86_400_000).toISOString().slice(0, 10)}T${hour}:00.000Z`;
  const day = (daysAgo: number) => at(daysAgo).slice(0, 10);
  const said = ({ daysAgo, ...more }: Said): ConsentStatementView => ({
    channel: "sms", purpose: null, said_on: day(daysAgo), said_at: null, recorded_by: "T. Brown", recorded_at: at(daysAgo), evidence: "", review_on: null, reviewed: null, ...more,
  });
  const make = (all: Said[], more: Partial<Wishes> = {}): Wishes => ({ ...nothing(), said: all.map(said), ...more });
  const seeds: Record<string, Wishes> = {
    ferreira: make([
      { daysAgo: 400, decision: "agreed", source: "letter", evidence: "Signed the form for new patients", review_on: day(-25) },
      { daysAgo: 19, decision: "objected", source: "phone", purpose: "survey", said_at: "14:05", evidence: "Too many questionnaires, happy with everything else" },
    ]),
    adeyemi: make([{ daysAgo: 60, decision: "agreed", source: "in_person", evidence: "At the new patient check", review_on: day(8) }]),
    begum: make([{ daysAgo: 19, decision: "objected", source: "phone", said_at: "11:40", evidence: "Shares the phone with her sister. Prefers a call after five.", review_on: day(-160) }]),
    okoro: make([
      { daysAgo: 33, decision: "agreed", source: "record", evidence: "Code 9NdP in the record" },
      { daysAgo: 33, decision: "objected", source: "letter", evidence: "Form handed in at the desk, box ticked" },
    ]),
    tran: make([{ daysAgo: 5, decision: "objected", source: "provider", recorded_by: null, evidence: "" }]),
    oconnor: make([{ daysAgo: 200, decision: "agreed", source: "message", recorded_by: null, said_at: "09:12" }]),
    hart: make([{ daysAgo: 120, decision: "agreed", source: "phone", evidence: "Reminders welcome" }], { unsafe: { marked_by: "Dr R. Shah", marked_at: at(345, "16:30"), reason: "Partner reads this phone. Ring the work number between 9 and 3, and say only that it is about the appointment.", review_on: day(-20), reviewed: null } }),
    osei: make([], { status: "deceased" }),
    lindgren: make([], { status: "left" }),
    mensah: make([
      { daysAgo: 6, decision: "objected", source: "message", recorded_by: null, said_at: "08:15" },
      { daysAgo: 4, decision: "agreed", source: "message", recorded_by: null, said_at: "17:40" },
    ]),
  };
  return new Map(Object.entries(seeds).map(([key, one]) => [patientId(key), one]));
}
