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

/** What is known of words once a template stands in them. `said`: what their author says that they are for. */
export const holding = (draft: DraftView, filled: FilledTemplateView, said: PurposeView): Partial<DraftView> => ({
  purpose: said,
  also: either(draft.also, [filled.purpose]),
  templates: either(draft.templates, [filled.used]),
});
