import type { RouteView } from "@/contract/RouteView";
import type { TemplateClassView } from "@/contract/TemplateClassView";
import type { TemplateDocument } from "@/contract/TemplateDocument";
import type { TemplateView } from "@/contract/TemplateView";
import type { TemplateVersionView } from "@/contract/TemplateVersionView";
import { STAFF } from "./people";

/** Wordings of the invented practice, as the starter set has them. */

/** As the engine says it. */
export const NO_STEP = "It does not mark the one next step: write it between {{#next_step}} and {{/next_step}}";

type Seed = [id: string, name: string, cls: TemplateClassView, routes: RouteView[], body: string];

const WIDE: RouteView[] = ["sms", "secure_message", "email", "letter"];
export const STARTERS: Seed[] = [
  ["first-contact", "First message to a patient", "admin", WIDE, "Hello {{given_name}}. {{#who}}This is {{practice_name}}, your GP practice.{{/who}} {{#optional}}Texts are your choice: you can always phone or write instead.{{/optional}} {{#replies_read}}We read your replies when we are open.{{/replies_read}} {{#usual_reply}}We usually answer within {{reply_time}}.{{/usual_reply}} {{#not_emergencies}}Never text in an emergency: call {{emergency_number}}.{{/not_emergencies}} {{#how_to_stop}}Reply {{stop_word}} to end our texts.{{/how_to_stop}} {{#next_step}}If you are not {{given_name}}, please tell us on {{practice_phone}}.{{/next_step}}"],
  ["message-received", "Acknowledgement, open", "admin", ["sms", "secure_message"], "Thank you. {{practice_name}} has your message. We will answer by {{reply_due}}. {{#next_step}}If it gets worse or cannot wait, phone us on {{practice_phone}} to speak to someone.{{/next_step}} In an emergency call {{emergency_number}}."],
  ["appointment-booked", "Appointment booked", "admin", WIDE, "Hello {{given_name}}. You have an appointment with {{appointment_with}} on {{appointment_day}} at {{appointment_time}}, at {{practice_name}}. {{#next_step}}If you cannot come, please phone us on {{practice_phone}} to change it.{{/next_step}}"],
  ["phone-call-planned", "We will phone you", "admin", ["sms", "secure_message"], "Hello {{given_name}}. {{appointment_with}} will phone you on {{appointment_day}} between [[earliest time]] and [[latest time]]. {{#next_step}}Please keep your phone with you, and answer even if the number is hidden.{{/next_step}} {{practice_name}}"],
  ["result-no-action", "Test checked, nothing to do", "results", WIDE, "Hello {{given_name}}. We have looked at your test from [[day of the test]]. {{#next_step}}You do not need to do anything more about this test.{{/next_step}} If you still feel unwell, please phone us on {{practice_phone}} to talk about it. {{sender_name}}, {{sender_role}}, {{practice_name}}"],
  ["self-care-advice", "Looking after yourself", "clinical_advice", WIDE, "Hello {{given_name}}. Thank you for your message. [[Advice in plain words]]. {{#next_step}}If it gets worse, or is no better by [[day]], phone us on {{practice_phone}} to be seen.{{/next_step}} In an emergency call {{emergency_number}}. {{sender_name}}, {{sender_role}}, {{practice_name}}"],
  ["wellbeing-group", "Invitation to a group", "marketing", ["sms", "secure_message", "email"], "Hello {{given_name}}. {{practice_name}} has a new [[kind of group]] group. {{#next_step}}To join, reply JOIN to this message by [[last day to join]].{{/next_step}} {{#stop_marketing}}To get no more invitations like this, reply {{stop_word}} GROUPS.{{/stop_marketing}}"],
  ["serious-talk", "Asking somebody to come in for serious news", "bad_news", ["phone"], "Is that {{given_name}}? This is {{sender_name}}, {{sender_role}} at {{practice_name}}. {{#next_step}}Please come in to see [[who to see]] on [[day and time]], so that we can sit down and talk.{{/next_step}}"],
];

const [okafor, shah, , , , quist] = STAFF;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const documentOf = ([, name, cls, routes, body]: Seed, review = 365): TemplateDocument => ({
  name, owner: okafor?.id ?? "", review_on: day(review).slice(0, 10), routes, class: cls, first_contact: name.startsWith("First message"), variants: [{ language: "en-GB", body }], scope: { scope: "practice" }, carries: null,
});

const version = (number: number, document: TemplateDocument, by: string | null): TemplateVersionView => ({
  version: number, author: okafor?.name ?? null, approved_by: by, approved_at: by ? day(-30 * (3 - number)) : null, document,
});

export function draftOf(seed: Seed): TemplateView {
  return { id: seed[0], state: "draft", owner: okafor?.name ?? null, in_use: null, by_text: false, may_change: true, may_approve: false, problems: [], versions: [version(1, documentOf(seed), null)] };
}

function approved(seed: Seed, review = 365): TemplateView {
  return { ...draftOf(seed), state: review < 0 ? "overdue" : "approved", in_use: 1, by_text: seed[3].includes("sms") && seed[2] !== "bad_news", versions: [version(1, documentOf(seed, review), shah?.name ?? null)] };
}

/** Approved, overdue, changed since, waiting and retired: one of each at least. */
export function templates(): TemplateView[] {
  const all = STARTERS.map((seed, index) => (index === 4 ? approved(seed, -12) : index === 6 ? draftOf(seed) : approved(seed)));
  const received = all[1]?.versions[0]?.document;
  received?.variants.push({ language: "he", body: "תודה. {{practice_name}} קיבלה את הודעתך. נענה עד {{reply_due}}. {{#next_step}}אם המצב מחמיר, יש להתקשר אלינו: {{practice_phone}}.{{/next_step}} במקרה חירום יש לחייג {{emergency_number}}." });
  const changed = all[3];
  if (changed) {
    const document = structuredClone(changed.versions[0]?.document ?? documentOf(STARTERS[3] as Seed));
    document.variants = [{ language: "en-GB", body: "Hello {{given_name}}. {{appointment_with}} will phone you on {{appointment_day}} between [[earliest time]] and [[latest time]]. {{practice_name}}" }];
    all[3] = { ...changed, state: "changed", problems: [NO_STEP], versions: [{ ...version(2, document, null), author: quist?.name ?? null }, ...changed.versions] };
  }
  const retired = all[2];
  if (retired) all[2] = { ...retired, state: "retired", in_use: null, by_text: false };
  const advice = all[5]?.versions[0]?.document;
  if (advice) advice.carries = { code: { system: null, code: "308335008", display: "Patient encounter procedure" }, follow_up: { route: "phone", days: 5, what: "Ask whether it is better" }, team: "reception" };
  const own = documentOf(["", "See you then", "admin", ["sms"], "See you then, {{given_name}}."]);
  own.scope = { scope: "personal" };
  const team = documentOf(["", "Dressing change booked", "admin", ["sms"], "Hello {{given_name}}. Your dressing will be changed on [[day and time]]. {{#next_step}}Please come to reception.{{/next_step}}"]);
  team.scope = { scope: "team", role: "nurse" };
  const kept = (id: string, document: TemplateDocument, by: string | null): TemplateView => ({ id, state: "approved", owner: okafor?.name ?? null, in_use: 1, by_text: true, may_change: true, may_approve: false, problems: [], versions: [version(1, document, by)] });
  all.push(kept("see-you-then", own, null), kept("dressing-booked", team, shah?.name ?? null));
  return all;
}
