import type { ErrorView } from "@/api";
import type { After } from "@/lib/kept";

/** What the author was asked and confirmed: each question has an answer of its own. */
export type Seen = { shared: boolean; review: boolean; repeat: boolean; answered: boolean; /** When it leaves; null: now. */ at: string | null };
export const UNASKED: Seen = { shared: false, review: false, repeat: false, answered: false, at: null };

/** A question before a text goes: what a yes says, and where one goes then. */
type About = Exclude<keyof Seen, "at">;
export type Asked = { about: About; error: ErrorView; seen: Seen; after: After; at: number };

const ABOUT: Partial<Record<ErrorView["code"], About>> = { shared_number: "shared", review_due: "review", same_words: "repeat", questions_open: "answered" };

/** The question that a refusal asks; null: it asks none. */
export function askedBy(error: ErrorView, seen: Seen, after: After): Asked | null {
  const about = ABOUT[error.code];
  return about ? { about, error, seen: { ...seen, [about]: true }, after, at: Date.now() } : null;
}

/** Whether the sending key does not answer it: it has buttons of its own. */
export const hasButtons = (asked: Asked | null): boolean => asked !== null && asked.about !== "repeat";
