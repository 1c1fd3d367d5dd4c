import type { ErrorView } from "@/contract/ErrorView";
import type { MessageView } from "@/contract/MessageView";
import type { ProxyView } from "@/contract/ProxyView";
import type { PurposeView } from "@/contract/PurposeView";
import { isoDay } from "@/lib/dates";
import { viewOf } from "./consent-handlers";
import type { Conversation } from "./conversations";
import type { Handlers } from "./handlers";
import { patientId } from "./people";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";

/** Who else may be written to about the invented patients, and the rules that follow from it: those of `model::proxy`. */

export const HELEN = "8000-proxy-helen";

export function peopleAbout(now: number): Map<string, ProxyView[]> {
  const iso = (days: number) => new Date(now - days * 86_400_000).toISOString();
  const day = (days: number) => iso(days).slice(0, 10);
  const make = (id: string, name: string, called: string, number: string, more: Partial<ProxyView> = {}): ProxyView => ({
    id, who: { name, relationship: "carer", called }, number, scope: ["administration"], ground: "patient_agreed", source: "in_person", evidence: "Said so at the desk, with both there",
    from: day(90), until: null, review_on: null, reviewed: null, recorded_by: "T. Brown", recorded_at: iso(90), standing: "stands", ended: null, stopped_at: null, earlier: [], ...more,
  });
  return new Map([
    [patientId("whitlock"), [
      make(HELEN, "Helen Whitlock", "daughter", "+447700900188", { scope: ["administration", "clinical_advice"], evidence: "“Text Helen about the appointments, she drives me”", review_on: day(-200) }),
      make("8001-proxy-rob", "Robert Whitlock", "son", "+447700900189", { standing: "ended", ended: { by: "A. Okafor", at: iso(30), reason: "Mr Whitlock asked us to, he is abroad" } }),
    ]],
    [patientId("ferreira-d"), [make("8002-proxy-ana", "Ana Ferreira", "mother", "+447700900432", { who: { name: "Ana Ferreira", relationship: "parent", called: "mother" }, scope: ["administration", "clinical_advice", "results"], ground: "parental_responsibility", evidence: "Registration form" })]],
    [patientId("long"), [make("8003-proxy-long", "Sister Bartholomea Featherstonehaugh-Whitcombe-Donaudampfschiff", "named nurse at the care home, mornings only", "+447700900190", { who: { name: "Sister Bartholomea Featherstonehaugh-Whitcombe-Donaudampfschiff", relationship: "other", called: "named nurse at the care home, mornings only" }, scope: ["administration", "clinical_advice", "results", "survey"], standing: "expired", until: day(3), review_on: day(3), ground: "legal_authority", evidence: "Copy of the lasting power of attorney, stamped by the Office of the Public Guardian, in the record since the move to the home" })]],
  ]);
}

/** What was said with somebody else than the patient. */
export function peopleTalk(now: number): Conversation[] {
  const base: Omit<MessageView, "id" | "number" | "at" | "kind" | "text"> = { sent_at: null, author: null, number_used: "+447700900188", delivery: null, filing: { state: "written", at: new Date(now).toISOString() }, media: 0, unread: false, segments: null, repeats: null, purpose: null, automatic: null, despite: false, wish: null, wish_dismissed: null, way: null, entered_at_desk: null, late: false, replies_until: null, highlights: [], quote: null, wrong: null };
  const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  return [{
    id: "6000-conversation-helen", patient: patientId("whitlock"), with: HELEN, number: "+447700900188", topic: "Clinic on Monday", owner: null, done: false, revision: 2, draft: null,
    messages: [
      { ...base, id: "7100-1", number: 1, at: at(40), kind: "out", text: "Your father's clinic appointment is on Monday at ten. Please ring us if he cannot come.\nA. Okafor, practice nurse", author: "A. Okafor", delivery: { state: "delivered", at: at(39) }, purpose: "administration" },
      { ...base, id: "7100-2", number: 2, at: at(1), kind: "in", text: "Thank you. I will bring him. Does he need to stop his water tablets before?", unread: true },
    ],
  }];
}

export const withOf = (practice: FakePractice, { patient, with: id }: Conversation): ProxyView | null =>
  (patient && id && practice.peopleOf(patient).find((proxy) => proxy.id === id)) || null;

/** Why a text may not go to who has the number. */
export function barOf(practice: FakePractice, conversation: Conversation, purpose: PurposeView): ErrorView | null {
  const proxy = withOf(practice, conversation);
  const people = proxy ? [proxy] : practice.peopleOf(conversation.patient ?? "").filter(({ number }) => number === conversation.number);
  if (!people.length || people.some(({ standing, scope }) => standing === "stands" && scope.includes(purpose))) return null;
  return refuse("proxy_barred", null, "This person may not be written to about the patient.");
}

const find = (practice: FakePractice, patient: string, id: string): ProxyView => {
  const found = practice.people.get(patient)?.find((proxy) => proxy.id === id);
  if (!found) throw refuse("not_found");
  return found;
};

const e164 = (written: string) => written.replace(/\s/gu, "").replace(/^0/u, "+44");

export const PEOPLE: Pick<Handlers, "confirm_number" | "record_proxy" | "end_proxy" | "start_with_proxy" | "match_proxy"> = {
  confirm_number(practice, { patient, number, on, source }) {
    if (!roleMay(practice.app.me?.role ?? "read_only", "record_consent")) throw refuse("not_allowed");
    const others = practice.numbersOf(patient).filter((one) => one.number !== number);
    practice.numbers.set(patient, [...others, { number, on: on ?? isoDay(new Date()), source, by: practice.app.me?.name ?? null, is_old: false }]);
    practice.changed();
    return viewOf(practice, patient);
  },

  record_proxy(practice, { patient, proxy, number, ...said }) {
    if (!roleMay(practice.app.me?.role ?? "read_only", "record_consent")) throw refuse("not_allowed");
    if (!said.who.name.trim() || !said.scope.length || !said.evidence.trim()) throw refuse("proxy_barred");
    if (!/^\+\d{7,15}$/u.test(e164(number))) throw refuse("bad_request", null, "A telephone number cannot be read: write it as 07700 900123.");
    const before = proxy ? find(practice, patient, proxy) : null;
    const all = practice.people.get(patient) ?? [];
    const next: ProxyView = {
      ...said, number: e164(number), id: proxy ?? crypto.randomUUID(), recorded_by: practice.app.me?.name ?? null, recorded_at: new Date().toISOString(), standing: "stands", ended: null, stopped_at: null, reviewed: null,
      earlier: before ? [{ number: before.number, scope: before.scope, recorded_by: before.recorded_by, recorded_at: before.recorded_at }, ...before.earlier] : [],
    };
    practice.people.set(patient, before ? all.map((one) => (one.id === next.id ? next : one)) : [...all, next]);
    practice.changed();
    return viewOf(practice, patient);
  },

  end_proxy(practice, { patient, proxy, reason }) {
    if (!reason.trim()) throw refuse("evidence_needed");
    const known = find(practice, patient, proxy);
    known.standing = "ended";
    known.ended = { by: practice.app.me?.name ?? null, at: new Date().toISOString(), reason };
    practice.changed();
    return viewOf(practice, patient);
  },

  start_with_proxy(practice, { patient, proxy }) {
    const known = find(practice, patient, proxy);
    if (known.standing !== "stands") throw refuse("proxy_barred");
    const open = practice.conversations.find((one) => one.with === proxy && !one.done);
    if (open) return { conversation: open.id };
    const id = crypto.randomUUID();
    practice.conversations.push({ id, patient, with: proxy, number: known.number, topic: null, owner: practice.app.me?.id ?? null, done: false, revision: 0, messages: [], draft: null });
    practice.changed(id);
    return { conversation: id };
  },

  match_proxy(practice, { conversation: id, patient, proxy, revision }) {
    const conversation = practice.find(id);
    if (conversation.patient) throw refuse("already_matched");
    if (revision < conversation.revision) throw refuse("stale_view", conversation.revision - revision);
    find(practice, patient, proxy);
    conversation.patient = patient;
    conversation.with = proxy;
    practice.changed(id);
    return null;
  },
};
