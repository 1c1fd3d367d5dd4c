import type { DraftView, FilledTemplateView, PurposeView } from "@/api";

/** Nothing is written, and nothing said of it. */
export const EMPTY: DraftView = { text: "", mode: "reply", caret: 0, purpose: null, also: [], templates: [] };

const either = <T>(one: T[], other: T[]): T[] => [...one, ...other.filter((each) => !one.some((known) => JSON.stringify(known) === JSON.stringify(each)))];

/** Two stretches of words, one below the other: what either is for, the patient is asked about. */
export const joined = (first: DraftView, second: DraftView): DraftView => ({
  ...first,
  text: [first.text, second.text].filter((text) => text.trim()).join("\n"),
  purpose: first.purpose ?? second.purpose,
  also: either(first.also, [...second.also, ...(first.purpose && second.purpose && first.purpose !== second.purpose ? [second.purpose] : [])]),
  templates: either(first.templates, second.templates),
});

/** What is known of words once a template stands in them. `said`: what their author says that they are for. */
export const holding = (draft: DraftView, filled: FilledTemplateView, said: PurposeView): Partial<DraftView> => ({
  purpose: said,
  also: either(draft.also, [filled.purpose]),
  templates: either(draft.templates, [filled.used]),
});
