import type { MessageView } from "@/contract/MessageView";
import type { QuoteRequest } from "@/contract/QuoteRequest";
import type { QuoteView } from "@/contract/QuoteView";
import { t } from "@/i18n";
import { cut } from "./text";

/** How much of a message is shown where it is quoted: the app shows as much. */
const BEGINNING = 200;

/** A message as it is quoted. `corrects`: by what says what is right. */
export function quoteOf({ id, number, kind, author, at, text, wrong }: MessageView, corrects = false): QuoteView {
  const line = text.split(/\s+/u).filter(Boolean).join(" ");
  return { message: id, number, kind, author, at, text: line.length > BEGINNING ? `${cut(line, BEGINNING)}…` : line, gone: false, wrong: corrects || wrong !== null, corrects };
}

/** What is asked for: without what is gone. */
export const quoteAsked = (quote: QuoteView | null): QuoteRequest | null => quote && !quote.gone ? { message: quote.message, corrects: quote.corrects } : null;

/** Who said what is quoted. `from`: whose words a received message holds, where they are not the patient's. */
export function quotedOf({ kind, author }: QuoteView, from: string | null): string {
  switch (kind) {
    case "in": return from ?? t("quote.patient");
    case "note": return t("quote.note", { name: author ?? "" });
    default: return author ?? t("quote.app");
  }
}
