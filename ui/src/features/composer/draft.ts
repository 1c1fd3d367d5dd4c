import type { DraftMode, DraftView, FilledTemplateView, PurposeView, QuoteView } from "@/api";

/** Nothing is written, and nothing said of it. */
export const EMPTY: DraftView = { text: "", mode: "reply", caret: 0, purpose: null, also: [], templates: [], quote: null };

/** What may be quoted: what staff said among themselves is nothing that a text to the patient answers. */
export const quotable = (quote: QuoteView | null, mode: DraftMode): QuoteView | null => (mode === "reply" && quote?.kind === "note" ? null : quote);

const either = <T>(one: T[], other: T[]): T[] => [...one, ...other.filter((each) => !one.some((known) => JSON.stringify(known) === JSON.stringify(each)))];

/** Two stretches of words, one below the other: what either is for, the patient is asked about. */
export const joined = (first: DraftView, second: DraftView): DraftView => ({
  ...first,
  text: [first.text, second.text].filter((text) => text.trim()).join("\n"),
  purpose: first.purpose ?? second.purpose,
  also: either(first.also, [...second.also, ...(first.purpose && second.purpose && first.purpose !== second.purpose ? [second.purpose] : [])]),
  templates: either(first.templates, second.templates),
  quote: first.quote ?? second.quote,
});

/** A draft with other words where its caret is, on lines of their own: nothing of it is replaced, and nothing said twice. */
export function withWords(begun: DraftView, said: string, select: (caret: number) => void): Pick<DraftView, "text" | "caret"> {
  const there = begun.text.indexOf(said.trimEnd());
  const at = Math.min(begun.caret, begun.text.length);
  const [before, after] = [begun.text.slice(0, at), begun.text.slice(at)];
  const head = before.trim() === "" || before.endsWith("\n") ? before : `${before.trimEnd()}\n`;
  const caret = there < 0 ? head.length + said.length : there + said.length;
  const text = there < 0 ? head + said + (after.trim() === "" ? "" : `\n${after.trimStart()}`) : begun.text;
  select(caret);
  return { text, caret };
}

/** What is known of words once a template stands in them. `said`: what their author says that they are for. */
export const holding = (draft: DraftView, filled: FilledTemplateView, said: PurposeView): Partial<DraftView> => ({
  purpose: said,
  also: either(draft.also, [filled.purpose]),
  templates: either(draft.templates, [filled.used]),
});
