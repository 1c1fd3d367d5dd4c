import type { ConversationRow } from "@/contract/ConversationRow";
import type { SnoozeLineKind } from "@/contract/SnoozeLineKind";
import type { SnoozeLineView } from "@/contract/SnoozeLineView";
import type { SnoozePresetView } from "@/contract/SnoozePresetView";
import type { SnoozedView } from "@/contract/SnoozedView";
import type { TypedTimeView } from "@/contract/TypedTimeView";
import type { Conversation } from "./conversations";
import { rowOf, type Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** Snooze in the invented practice: the rules of `model::snooze`, roughly. It is open from 08:00 to 18:30 on weekdays. */

/** Put away, or back and not yet opened; and what happened, for the thread. */
export type Away = { snoozed: Omit<SnoozedView, "words"> | null; back: { at: string; reason: SnoozeLineKind } | null; lines: SnoozeLineView[] };

const awayOf = (conversation: Conversation): Away => (conversation.away ??= { snoozed: null, back: null, lines: [] });

const long = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "Tuesday 24 November, 15:00". */
export const wordsOf = (at: Date): string => `${long.format(at).replace(",", "")}, ${clock.format(at)}`;

const isOpen = (at: Date) => at.getDay() % 6 !== 0 && at.getHours() >= 8 && at.getHours() * 60 + at.getMinutes() < 18 * 60 + 30;

/** The same time, or the next at which the practice is open. */
function opening(at: Date): Date {
  const next = new Date(at);
  if (isOpen(next)) return next;
  if (next.getHours() >= 8) next.setDate(next.getDate() + 1);
  next.setHours(8, 0, 0, 0);
  while (!isOpen(next)) next.setDate(next.getDate() + 1);
  return next;
}

function on(now: Date, days: number, hour: number, minute = 0): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  at.setHours(hour, minute, 0, 0);
  return at;
}

function presets(now: Date): SnoozePresetView[] {
  const meant: [SnoozePresetView["kind"], Date][] = [
    ["later_today", new Date(now.getTime() + 3 * 3_600_000)], ["this_afternoon", on(now, 0, 13)], ["tomorrow", on(now, 1, 8)], ["monday", on(now, ((8 - now.getDay()) % 7) || 7, 8)],
  ];
  const found = new Map<string, SnoozePresetView>();
  for (const [kind, at] of meant.filter(([, time]) => time > now)) {
    const until = opening(at);
    const preset = { kind, moved: until.toDateString() !== at.toDateString(), until: until.toISOString(), words: wordsOf(until) };
    if (found.get(preset.until)?.moved ?? true) found.set(preset.until, preset);
  }
  return [...found.values()].toSorted((one, other) => one.until.localeCompare(other.until));
}

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** A few of the ways in which a time is typed. */
function understand(typed: string, now: Date): TypedTimeView {
  if (!typed.trim()) return { reading: "nothing" };
  const minutes = /^in (\d+) min\S*\s*(.*)$/iu.exec(typed);
  const day = /^(tomorrow|sun|mon|tue|wed|thu|fri|sat)\w*(?: (?:at )?(\d{1,2})(?::(\d\d))?\s*(am|pm)?)?(?![\w:])\s*(.*)$/iu.exec(typed);
  if (/^yesterday|^today 0/iu.test(typed)) return { reading: "out_of_range" };
  let until: Date;
  if (minutes) until = new Date(now.getTime() + Number(minutes[1]) * 60_000);
  else if (day) {
    const name = (day[1] ?? "").toLowerCase();
    const ahead = name === "tomorrow" ? 1 : ((DAYS.indexOf(name) - now.getDay() + 7) % 7) || 7;
    const hour = Number(day[2] ?? 8) % (day[4] ? 12 : 24);
    until = on(now, ahead, hour + (day[4]?.toLowerCase() === "pm" ? 12 : 0), Number(day[3] ?? 0));
    if (!day[2]) until = opening(until);
  } else return { reading: "words" };
  return { reading: "at", until: until.toISOString(), words: wordsOf(until), closed: !isOpen(until), rest: (minutes?.[2] ?? day?.[5] ?? "").trim() };
}

/** How a row says it. */
export function shownAway(conversation: Conversation): Pick<ConversationRow, "snoozed" | "back"> {
  const { snoozed, back } = conversation.away ?? {};
  return { snoozed: snoozed ? { ...snoozed, words: wordsOf(new Date(snoozed.until)) } : null, back: back ?? null };
}

export const snoozeLines = (conversation: Conversation): SnoozeLineView[] => conversation.away?.lines ?? [];

/** It comes back, where it was put away. */
export function comesBack(conversation: Conversation, kind: Exclude<SnoozeLineKind, "snoozed">, by: string | null): void {
  const away = conversation.away;
  if (!away?.snoozed) return;
  const at = new Date().toISOString();
  away.snoozed = null;
  away.lines.push({ at, kind, by, until: null, label: "" });
  if (["time_came", "patient_wrote", "highlighted", "failed"].includes(kind)) away.back = { at, reason: kind };
}

/** In the scene "snoozed": one waits for results, and one just came back. */
export function snoozeBegins(practice: FakePractice, now: number): void {
  const found = (key: string) => practice.conversations.find(({ id }) => id.endsWith(`-${key}`));
  const [waits, back] = [found("okoro"), found("begum")];
  const by = practice.app.me?.id ?? "";
  const at = (minutes: number) => new Date(now + minutes * 60_000);
  const until = on(new Date(now), 2, 15);
  const line = { by: "A. Okafor", label: "" };
  if (waits) waits.away = { snoozed: { until: until.toISOString(), label: "when results back", wakes_on_reply: true, by }, back: null, lines: [{ ...line, at: at(-30).toISOString(), kind: "snoozed", until: wordsOf(until), label: "when results back" }] };
  if (back) back.away = { snoozed: null, back: { at: at(-4).toISOString(), reason: "time_came" }, lines: [{ ...line, at: at(-64).toISOString(), kind: "snoozed", until: wordsOf(at(-4)) }, { ...line, at: at(-4).toISOString(), kind: "time_came", by: null, until: null }] };
}

export const SNOOZE: Pick<Handlers, "snooze_times" | "snooze" | "wake"> = {
  snooze_times: (_, { typed }) => ({ presets: presets(new Date()), typed: understand(typed, new Date()) }),

  snooze(practice, { conversation: id, until, label, wakes_on_reply, past_due }) {
    const conversation = practice.find(id);
    const row = rowOf(practice, conversation);
    if (row.due?.raised) throw refuse("refused", null, "a message here has highlighted words that nobody has looked at: open it and read it first");
    if (row.unread) throw refuse("refused", null, "the patient wrote and nobody has read it: open it and read it first");
    if (row.due && row.due.at <= until && row.due.at !== past_due) throw refuse("snooze_past_due", null, `the patient's answer is due ${wordsOf(new Date(row.due.at))}, before it would come back: choose an earlier time, or confirm that it may be late`);
    const away = awayOf(conversation);
    Object.assign(away, { back: null, snoozed: { until, label, wakes_on_reply, by: practice.app.me?.id ?? "" } });
    away.lines.push({ at: new Date().toISOString(), kind: "snoozed", by: practice.app.me?.name ?? null, until: wordsOf(new Date(until)), label });
    practice.changed(id);
    return null;
  },

  wake(practice, { conversation: id }) {
    const conversation = practice.find(id);
    if (!conversation.away?.snoozed) throw refuse("refused", null, "this conversation is not snoozed");
    comesBack(conversation, "taken_back", practice.app.me?.name ?? null);
    practice.changed(id);
    return null;
  },
};
