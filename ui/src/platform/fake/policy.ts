import type { AutomaticPreview } from "@/contract/AutomaticPreview";
import type { AutomaticView } from "@/contract/AutomaticView";
import type { PolicyAcceptance } from "@/contract/PolicyAcceptance";
import type { PolicyDocument } from "@/contract/PolicyDocument";
import type { SpanView } from "@/contract/SpanView";

/** The invented practice's policy, and what is refused of one: the rules of `model::policy`, as far as the window can see them. */

export type Adopted = { version: number; by: string; at: string; policy: PolicyDocument; accepted: PolicyAcceptance[] };

export const AUTOMATIC: AutomaticView[] = ["received", "received_while_closed", "opt_out_confirmed", "opt_in_confirmed", "help", "limited"];
export const WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const EMERGENCY: Record<PolicyDocument["jurisdiction"], string> = { england: "999", other_uk: "999", ireland: "112", germany: "112", united_states: "911", singapore: "995" };

export function basicPolicy(): PolicyDocument {
  const core = (): SpanView[] => [{ opens: "08:00", closes: "18:30" }];
  const week = Object.fromEntries(WEEK.map((day, index) => [day, index < 5 ? core() : []]));
  return {
    jurisdiction: "england",
    consent_model: "opt_out",
    permitted_uses: ["Appointments, reminders and other practical matters", "Routine questions and advice that can wait for the reply time", "Results that need no explanation, where the patient has agreed"],
    banned_uses: ["Emergencies and anything that cannot wait", "Bad news, or anything likely to alarm or distress", "Messages that should be a conversation: safeguarding, a crisis, a new serious diagnosis"],
    hours: { time_zone: "Europe/London", division: "england-and-wales", week, closures: [], openings: [] },
    targets: {
      first_look: { minutes: 120, flagged_minutes: 15 },
      working_day: { rule: "same_time" },
      urgent: { reply: { target: "working_minutes", minutes: 15 }, resolve: null, warn_before_minutes: 5 },
      same_day: { reply: { target: "close_of_day" }, resolve: null, warn_before_minutes: 120 },
      routine: { reply: { target: "working_days", days: 1 }, resolve: { target: "working_days", days: 2 }, warn_before_minutes: 120 },
      administrative: { reply: { target: "working_days", days: 5 }, resolve: null, warn_before_minutes: 630 },
    },
    escalate_unseen: { team_after_minutes: 15, manager_after_minutes: 30 },
    escalate_unanswered: { team_after_minutes: 60, manager_after_minutes: 240 },
    replies_read_days: 7,
    confirm_numbers_months: 12,
    receipt_hours: 24,
    quiet_hours: { starts: "20:00", ends: "08:00", days: "every_day" },
    texts: {
      urgent: "If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.",
      urgent_in: [
        { language: "cy", text: "Os na all aros, ffoniwch ni, neu 111 pan fyddwn ar gau. Mewn argyfwng, ffoniwch 999." },
        { language: "pl", text: "Jeśli sprawa nie może czekać, zadzwoń do nas, a gdy przychodnia jest zamknięta, pod numer 111. W nagłym wypadku dzwoń pod numer 999." },
        { language: "ur", text: "اگر معاملہ انتظار نہیں کر سکتا تو ہمیں فون کریں، یا جب ہم بند ہوں تو 111 پر۔ ہنگامی صورت میں 999 پر فون کریں۔" },
      ],
      received: "{{practice}}: we have your message and aim to answer by {{due}}. {{urgent}}",
      received_while_closed: "{{practice}} is closed. Nobody reads messages until we open; we aim to answer by {{due}}. {{urgent}}",
      opt_out_confirmed: "{{practice}}: you will get no more texts from us. We will reach you another way if we need to. To have texts again, reply START.",
      opt_in_confirmed: "{{practice}}: you will get texts from us again. Reply STOP at any time to end them.",
      help: "{{practice}}: staff will read your message when we are open. Reply STOP for no more texts. {{urgent}}",
      holding: "{{practice}}: thank you, we have read your message. You will hear from us by {{due}}. {{urgent}}",
      limited: "{{practice}}: texts from you are not answered at present. To reach us, {{ways}}. {{urgent}}",
    },
    highlights: { off: [], own: [] },
    cover: "The duty doctor sees to messages for anybody who is away.",
    review_on: "2027-11-01",
  };
}

/** The policy that is in force when the window opens. */
export function adoptedPolicy(now: number, accepted: string[]): Adopted {
  const at = (daysAgo: number) => new Date(now - daysAgo * 86_400_000).toISOString();
  const policy = basicPolicy();
  policy.hours.week["wednesday"] = [{ opens: "08:00", closes: "13:00" }, { opens: "14:00", closes: "18:30" }];
  policy.hours.closures = [
    { date: "2026-12-24", span: { opens: "13:00", closes: "18:30" }, reason: "Christmas Eve" },
    { date: "2027-01-14", span: { opens: "12:00", closes: "18:30" }, reason: "Training afternoon" },
  ];
  policy.hours.openings = [{ date: "2026-12-05", spans: [{ opens: "09:00", closes: "12:00" }], reason: "Flu clinic" }];
  return { version: 2, by: "Dr R. Shah", at: at(20), policy, accepted: accepted.map((name, index) => ({ name, at: at(19 - index) })) };
}

/** The first thing that is wrong with a policy, in a sentence. */
export function problemOf(policy: PolicyDocument, today: string): string | null {
  for (const day of WEEK) {
    const spans = policy.hours.week[day] ?? [];
    const name = day.charAt(0).toUpperCase() + day.slice(1);
    for (const [index, span] of spans.entries()) {
      if (!/^\d\d:\d\d$/u.test(span.opens) || !/^\d\d:\d\d$/u.test(span.closes)) return `Opening hours: ${name}, line ${index + 1}: "${span.opens || span.closes}" is not a time: write it as 08:00.`;
      if (span.closes <= span.opens) return `Opening hours: ${name}, line ${index + 1}: closes at ${span.closes}, but opens only at ${span.opens}.`;
      const other = spans.findIndex((one, at) => at < index && one.opens < span.closes && span.opens < one.closes);
      if (other >= 0) return `Opening hours: ${name}, line ${index + 1} overlaps with ${name}, line ${other + 1}.`;
    }
  }
  if (WEEK.every((day) => !policy.hours.week[day]?.length) && !policy.hours.openings.length) return "Opening hours: the practice is never open.";
  const both = policy.hours.openings.find(({ date }) => policy.hours.closures.some((closure) => closure.date === date));
  if (both) return `Opening hours: ${both.date} is both opened and closed.`;
  const { first_look: look } = policy.targets;
  if (look.flagged_minutes > look.minutes) return `Response targets: first look after ${look.flagged_minutes} minutes if flagged, ${look.minutes} if not.`;
  for (const one of [policy.escalate_unseen, policy.escalate_unanswered]) if (one.manager_after_minutes < one.team_after_minutes) return `Escalation: the manager is told after ${one.manager_after_minutes} minutes, the team only after ${one.team_after_minutes}.`;
  const rule = policy.highlights.own.find(({ name, signs }) => !name.trim() || signs.length === 0);
  if (rule) return rule.name.trim() ? `Highlighted words: “${rule.name}” marks nothing yet: write a line for each way in which patients say it.` : "Highlighted words: a rule has no name: say what it marks.";
  const number = EMERGENCY[policy.jurisdiction];
  if (!policy.texts.urgent.includes(number)) return `Automatic texts: say what to do in an emergency, with the number ${number}.`;
  const foreign = policy.texts.urgent_in.find(({ text }) => !text.includes(number));
  if (foreign) return `Automatic texts: what to do if it is urgent, in the language ${foreign.language}: name the emergency number ${number}.`;
  for (const text of AUTOMATIC) {
    const template = policy.texts[text];
    if (!text.startsWith("opt_") && template.trim() && !template.includes("{{urgent}}")) return "Automatic texts: the text must contain {{urgent}}: it says what to do in an emergency.";
    const unknown = [...template.matchAll(/\{\{(.*?)\}\}/gu)].find(([, name = ""]) => !["practice", "due", "urgent", ...(text === "limited" ? ["ways"] : [])].includes(name));
    if (text === "limited" && template.trim() && !template.includes("{{ways}}")) return "Automatic texts: the text while messaging is limited must contain {{ways}}: it says how else to reach the practice.";
    if (unknown) return `Automatic texts: the text holds ${unknown[0]}, which nothing fills.`;
  }
  if (![policy.permitted_uses, policy.banned_uses].every((lines) => lines.some((line) => line.trim()))) return "Say what messaging is for here, and what it is never used for.";
  if (!policy.cover.trim()) return "Say who sees to messages when somebody is away.";
  if (policy.review_on < today) return `The review date ${policy.review_on} has passed.`;
  return null;
}

const dueDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** What patients would get now; a promise that cannot be worked out is not made. */
export function previewsOf(policy: PolicyDocument, practice: string, now: Date): AutomaticPreview[] {
  const due = dueOf(policy, now);
  return AUTOMATIC.map((answer) => {
    const filled = policy.texts[answer].trim().replaceAll("{{urgent}}", policy.texts.urgent.trim()).replaceAll("{{practice}}", practice).replaceAll("{{telephone}}", "our usual number").replaceAll("{{ways}}", "telephone us on our usual number, come to the desk or write us a letter");
    const text = filled.includes("{{due}}") ? due && filled.replaceAll("{{due}}", due) : filled;
    return { answer, text: text || null };
  });
}

/** Roughly: at this time so many open days on, or when the practice closes. */
function dueOf(policy: PolicyDocument, now: Date): string | null {
  const spans = (date: Date) => policy.hours.week[WEEK[(date.getDay() + 6) % 7] ?? ""] ?? [];
  const { reply } = policy.targets.routine;
  const date = new Date(now);
  let left = reply.target === "working_days" ? reply.days : 0;
  for (let step = 0; step < 400; step++) {
    const open = spans(date);
    const closes = open.at(-1)?.closes;
    if (closes && left <= 0 && (step > 0 || date.toTimeString().slice(0, 5) < closes)) return `${reply.target === "working_days" ? "11:30" : closes} on ${dueDay.format(date).replace(",", "")}`;
    date.setDate(date.getDate() + 1);
    if (spans(date).length) left -= 1;
  }
  return null;
}
