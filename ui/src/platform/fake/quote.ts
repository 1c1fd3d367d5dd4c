import type { QuoteRequest } from "@/contract/QuoteRequest";
import type { QuoteView } from "@/contract/QuoteView";
import { quoteOf } from "@/lib/quote";
import type { Conversation } from "./conversations";
import { refuse } from "./refuse";

/** What is quoted, as it is shown. What was taken back is gone. */
export function quoted(conversation: Conversation, quote: QuoteRequest | null): QuoteView | null {
  if (!quote) return null;
  const message = conversation.messages.find(({ id }) => id === quote.message);
  return message ? quoteOf(message, quote.corrects) : { message: quote.message, number: 0, kind: "out", author: null, at: new Date().toISOString(), text: "", gone: true, wrong: false, corrects: quote.corrects };
}

/** Refuses what does not stand in the conversation, and a note where a text quotes it. */
export function mayQuote(conversation: Conversation, quote: QuoteRequest | null, kind: "out" | "note"): QuoteView | null {
  const shown = quoted(conversation, quote);
  if (shown?.gone) throw refuse("quote_gone", null, "the message that you answer is not here any more: send your text without the quote");
  if (shown?.kind === "note" && kind === "out") throw refuse("refused", null, "a note between staff cannot be quoted to the patient: take the quote away, or write a note");
  if (shown?.corrects && !conversation.messages.some(({ id, wrong }) => id === shown.message && wrong)) throw refuse("refused", null, "the message that you correct is not marked as wrong any more: take the quote away, or mark it again");
  return shown;
}
