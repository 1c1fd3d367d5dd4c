import type { NextStepCounts } from "@/contract/NextStepCounts";
import type { NextStepDay } from "@/contract/NextStepDay";
import type { NextStepLine } from "@/contract/NextStepLine";
import type { NextStepView } from "@/contract/NextStepView";
import type { TakenView } from "@/contract/TakenView";
import type { MessageView } from "@/contract/MessageView";
import { isoDay } from "@/lib/dates";
import type { Conversation } from "./conversations";
import { needsPerson, ownerOfMessage, type Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** Templates made of messages, and the report over past days: the rules of `model`, roughly. */

const DAY = 86_400_000;
const NONE: NextStepCounts = { contacts: 0, same_day: 0, later: 0, closed: 0, acknowledged: 0, nothing: 0 };

/** Names, numbers, days and times of the message; the engine finds more. */
function takenOut(practice: FakePractice, text: string, names: string[]): { body: string; taken: TakenView[] } {
  const own = practice.app.practice?.name ?? "";
  const rules: [RegExp | null, TakenView["what"], string][] = [
    [names[0] ? new RegExp(`\\b${names[0]}\\b`, "giu") : null, "patient_name", "{{given_name}}"],
    [names[1] ? new RegExp(`\\b(?:(?:Mr|Mrs|Ms|Dr) )?${names[1]}\\b`, "giu") : null, "patient_name", "[[the patient's name]]"],
    [own ? new RegExp(own, "gu") : null, "practice_name", "{{practice_name}}"],
    [/\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/gu, "date", "[[day]]"],
    [/\b\d{1,2}:\d{2}\b/gu, "time", "[[time]]"],
    [/\+?\d[\d ]{5,}\d/gu, "number", "[[number]]"],
    [practice.app.me ? new RegExp(practice.app.me.name.replace(".", "\\."), "gu") : null, "sender_name", "{{sender_name}}"],
  ];
  const taken: TakenView[] = [];
  const body = rules.reduce((words, [pattern, what, put]) => (pattern ? words.replace(pattern, (was) => (taken.push({ what, was, put }), put)) : words), text);
  return { body, taken };
}

type Told = { line: NextStepLine; day: string };

function contacts(practice: FakePractice): Told[] {
  return practice.conversations.flatMap((conversation) => {
    const patient = practice.patients.find(({ id }) => id === conversation.patient);
    const found: Told[] = [];
    let told = true;
    conversation.messages.forEach((message, index) => {
      const answers = (one: typeof message) => (one.kind === "out" && !one.automatic && !needsPerson(one)) || one.way === "call_reached" || one.way === "letter";
      if (message.kind !== "in") {
        told ||= answers(message);
        return;
      }
      const day = isoDay(new Date(message.at));
      if (!told && found.at(-1)?.day === day) return;
      told = false;
      const since = conversation.messages.slice(index);
      const answer = since.find(answers);
      const outcome: NextStepView = answer ? (isoDay(new Date(answer.at)) <= day ? "same_day" : "later") : conversation.done ? "closed" : since.some(({ automatic }) => automatic) ? "acknowledged" : "nothing";
      found.push({ day, line: { day, conversation: conversation.id, patient: patient ? { family: patient.family, given: patient.given } : null, number: conversation.number, came_at: message.at, told_at: answer?.at ?? null, outcome } });
    });
    return found;
  });
}

const count = (lines: Told[]): NextStepCounts => lines.reduce((sum, { line }) => ({ ...sum, contacts: sum.contacts + 1, [line.outcome]: sum[line.outcome] + 1 }), NONE);

/** What a message's templates carry happens when it leaves: a task, and the team that has the conversation. */
export function left(practice: FakePractice, conversation: Conversation, message: MessageView): void {
  for (const { template, version } of practice.meant.get(message.id)?.templates ?? []) {
    const carries = practice.templates.find(({ id }) => id === template)?.versions.find((one) => one.version === version)?.document.carries;
    if (carries?.team) Object.assign(conversation, { owner: null, withTeam: false, team: carries.team });
    const { follow_up } = carries ?? {};
    if (follow_up) {
      practice.tasks.push({
        id: `${message.id}-follow-up`, patient: conversation.patient, conversation: conversation.id, message: message.id, reason: "by_hand", route: follow_up.route, what: follow_up.what, urgent: false,
        owner: carries?.team ? null : conversation.owner, made_at: new Date().toISOString(), made_by: message.author, due: new Date(Date.now() + follow_up.days * DAY).toISOString(), state: { state: "open", overdue: false },
      });
    }
  }
}

export const CARRY: Pick<Handlers, "template_of_message" | "next_steps"> = {
  template_of_message(practice, { message: id }) {
    const { conversation, message } = ownerOfMessage(practice, id);
    const me = practice.app.me;
    if (!me || message.kind !== "out" || message.automatic) throw refuse("not_found");
    const patient = practice.patients.find((one) => one.id === conversation.patient);
    const { body, taken } = takenOut(practice, message.text, patient ? [patient.given, patient.family] : []);
    const own = !message.purpose || message.purpose === "administration" || message.purpose === "clinical_advice";
    return {
      document: { name: "", owner: me.id, review_on: isoDay(new Date(Date.now() + 365 * DAY)), routes: ["sms"], class: message.purpose === "clinical_advice" ? "clinical_advice" : message.purpose === "results" ? "results" : "admin", first_contact: false, variants: [{ language: "en-GB", body }], scope: { scope: own ? "personal" : "practice" }, carries: null },
      taken,
    };
  },

  next_steps(practice, request) {
    const today = isoDay(new Date());
    const to = request.to ?? today;
    const from = request.from ?? isoDay(new Date(new Date(`${to}T12:00:00`).getTime() - 6 * DAY));
    if (from > to) throw refuse("bad_request");
    const all = contacts(practice).filter(({ day }) => day >= from && day <= to);
    const days: NextStepDay[] = [];
    for (let at = new Date(`${to}T12:00:00`); isoDay(at) >= from; at = new Date(at.getTime() - DAY)) {
      const day = isoDay(at);
      days.push({ day, is_today: day === today, counts: count(all.filter((one) => one.day === day)) });
    }
    const { list } = request;
    const lines = list ? all.filter(({ day, line }) => (!list.day || list.day === day) && (!list.outcome || list.outcome === line.outcome)).map(({ line }) => line) : [];
    return { from, to, days, total: count(all), lines: lines.sort((a, b) => a.came_at.localeCompare(b.came_at)) };
  },
};
