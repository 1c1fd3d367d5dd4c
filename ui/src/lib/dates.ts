/** Dates and times as a British clinician writes them. Every function takes "now", so that tests can. */

const LOCALE = "en-GB";
const time = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: "short" });
const weekdayLong = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const dayMonthYearLong = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const weekdayYear = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const birth = new Intl.DateTimeFormat(LOCALE, { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });

const DAY = 86_400_000;

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** How many midnights lie between: 0 today, 1 yesterday. */
export const daysBetween = (then: Date, now: Date): number => Math.round((startOfDay(now) - startOfDay(then)) / DAY);

const valid = (iso: string): Date | null => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** "10:41". */
export function clock(iso: string): string {
  const date = valid(iso);
  return date ? time.format(date) : "";
}

/** In a list: "10:41" today, "Yesterday", "Mon" this week, "3 Nov", "3 Nov 2024". */
export function listTime(iso: string, now: Date, yesterday: string): string {
  const date = valid(iso);
  if (!date) return "";
  const days = daysBetween(date, now);
  if (days <= 0) return time.format(date);
  if (days === 1) return yesterday;
  if (days < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(date);
}

/** When something is due: "10:41" today, "Mon 10:41" within six days, "3 Nov, 10:41", "3 Nov 2024". */
export function dueTime(iso: string, now: Date): string {
  const date = valid(iso);
  if (!date) return "";
  const days = daysBetween(date, now);
  if (days === 0) return time.format(date);
  if (Math.abs(days) < 7) return `${weekday.format(date)} ${time.format(date)}`;
  return date.getFullYear() === now.getFullYear() ? `${dayMonth.format(date)}, ${time.format(date)}` : dayMonthYear.format(date);
}

/** When somebody is back, in a word: "13:00" today, "Thu" within six days, "3 Nov". */
export function backTime(iso: string, now: Date): string {
  const date = valid(iso);
  if (!date) return "";
  const days = daysBetween(date, now);
  if (days === 0) return time.format(date);
  return Math.abs(days) < 7 ? weekday.format(date) : dayMonth.format(date);
}

/** Between days in a conversation: "Today", "Yesterday", "Monday 3 November", "3 November 2024". */
export function dayTitle(iso: string, now: Date, words: { today: string; yesterday: string }): string {
  const date = valid(iso);
  if (!date) return "";
  const days = daysBetween(date, now);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return (date.getFullYear() === now.getFullYear() ? weekdayLong : dayMonthYearLong).format(date);
}

/** "10:41" where the day is plain from the place, "3 Nov, 10:41" otherwise. */
export function clockOn(iso: string, reference: string): string {
  const date = valid(iso);
  const other = valid(reference);
  if (!date) return "";
  return other && startOfDay(date) === startOfDay(other) ? time.format(date) : `${dayMonth.format(date)}, ${time.format(date)}`;
}

/** "12 Mar 1984". A birth date has no time zone. */
export function birthDate(iso: string): string {
  const date = valid(`${iso.slice(0, 10)}T00:00:00Z`);
  return date ? birth.format(date) : iso;
}

/** A day without a time zone: "3 Nov" this year, "3 Nov 2024" otherwise. */
export function civilDay(iso: string, now: Date): string {
  const date = valid(`${iso.slice(0, 10)}T00:00:00`);
  if (!date) return iso;
  return (date.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear).format(date);
}

/** A day without a time zone, in full: "Thursday 24 December 2026". */
export function civilDayLong(iso: string): string {
  const date = valid(`${iso.slice(0, 10)}T00:00:00`);
  return date ? weekdayYear.format(date) : iso;
}

/** A day without a time zone, as staff say it: "Thu 26 Nov". */
export function shortDay(iso: string): string {
  const date = valid(`${iso.slice(0, 10)}T00:00:00`);
  return date ? `${weekday.format(date)} ${dayMonth.format(date)}` : iso;
}

/** "1 November 2027". */
export function longDay(iso: string): string {
  const date = valid(iso.length > 10 ? iso : `${iso}T00:00:00`);
  return date ? dayMonthYearLong.format(date) : iso;
}

const two = (n: number) => String(n).padStart(2, "0");

/** The day as a date field wants it: "2026-11-22". */
export const isoDay = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** The day so many months from today, as a date field wants it. */
export function inMonths(months: number): string {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return isoDay(day);
}

/** The time as a time field wants it: "14:05". */
export const isoTime = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

/** For hover text: "Sunday 22 November 2026 at 10:41". */
export function fullTime(iso: string): string {
  const date = valid(iso);
  return date ? full.format(date) : "";
}

/** Whether two times fall on one day. */
export function sameDay(a: string, b: string): boolean {
  const first = valid(a);
  const second = valid(b);
  return !!first && !!second && startOfDay(first) === startOfDay(second);
}

/** Whole seconds until then, never below zero. */
export const secondsUntil = (iso: string, now: number): number => Math.max(0, Math.ceil((new Date(iso).getTime() - now) / 1000));
