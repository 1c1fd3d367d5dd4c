import type { MessageView } from "@/contract/MessageView";
import type { SendRequest } from "@/contract/SendRequest";
import type { Conversation } from "./conversations";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** Ending a conversation, and the same words twice: the engine's rules, as far as the window can see them. */

/** The app finds many more; here a mark, and a few beginnings, are enough. */
const asks = (sentence: string) => /[?？؟]/u.test(sentence) || /^(?:hi |and )?(?:can i|should i|when will|is it ok)\b/iu.test(sentence);

export const questionsOf = (conversation: Conversation) =>
  conversation.messages.filter(({ kind, number }) => kind === "in" && number > (conversation.doneTo ?? 0)).flatMap((message) => {
    const reply = conversation.messages.find((later) => later.number > message.number && (later.kind === "out" ? !later.automatic && later.delivery?.state !== "failed" : later.way === "call_reached" || later.way === "letter"));
    const sentences = message.text.match(/[^.!?？؟\n]+[.!?？؟]*/gu) ?? [];
    return sentences.map((one) => one.trim()).filter(asks).map((text) => ({ message: message.id, at: message.at, text, replied_at: reply?.at ?? null }));
  });

export function mustBeAnswered(conversation: Conversation, answered: boolean): void {
  const count = answered || !conversation.patient ? 0 : questionsOf(conversation).length;
  if (count > 0) throw refuse("questions_open", count);
}

const plain = (text: string) => text.trim().toLocaleLowerCase("en-GB").split(/\s+/u).join(" ");

/** Refuses words that this person was sent a short while ago. */
export function notTwice(practice: FakePractice, conversation: Conversation, request: SendRequest, text: string): void {
  if (request.repeat_seen) return;
  const said = practice.conversations.filter((one) => one.patient === conversation.patient && one.with === conversation.with).flatMap(({ messages }) => messages);
  const same = said.find((one) => one.kind === "out" && one.delivery?.state !== "failed" && Date.now() - Date.parse(one.at) < 30 * 60_000 && plain(one.text) === plain(text));
  if (!same) return;
  const went = same.delivery?.state === "held" || same.delivery?.state === "queued" ? "about to be sent" : (same.delivery?.state ?? "sent");
  throw refuse("same_words", null, `the same words went to this patient at ${same.at.slice(11, 16)} (${went})`);
}

/** "Send and done": once it is in the record, and where nothing was said since. */
export function thenDone(practice: FakePractice, conversation: Conversation, message: MessageView): void {
  if (!practice.ending.has(message.id) || conversation.messages.at(-1) !== message) return;
  practice.ending.delete(message.id);
  conversation.done = true;
  conversation.doneTo = message.number;
}

export const CLOSING: Pick<Handlers, "questions"> = {
  questions: (practice, { conversation }) => ({ questions: questionsOf(practice.find(conversation)) }),
};
