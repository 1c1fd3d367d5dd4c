import type { ConversationRow } from "@/contract/ConversationRow";
import type { ScheduledView } from "@/contract/ScheduledView";
import type { SendRequest } from "@/contract/SendRequest";
import type { Sent } from "@/contract/Sent";
import type { Conversation } from "./conversations";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { wordsOf } from "./snooze";

/** Texts that leave later in the invented practice: the rules of `model::scheduled`, roughly. Quiet from 20:00 to 08:00. */

export type Waits = Omit<ScheduledView, "words" | "waits_for_look">;

const nextFirst = (one: Waits, other: Waits) => one.send_at.localeCompare(other.send_at);

/** The same time, or the next morning where nothing leaves by itself. */
function allowed(wanted: string): string {
  const at = new Date(wanted);
  if (at.getTime() <= Date.now()) throw refuse("refused", null, "this time is past: choose a later one");
  if (at.getHours() >= 20) at.setDate(at.getDate() + 1);
  if (at.getHours() >= 20 || at.getHours() < 8) at.setHours(8, 0, 0, 0);
  return at.toISOString();
}

const leaves = (at: string) => wordsOf(new Date(at));

/** How a row says it. */
export function shownLeaves({ waits = [] }: Conversation): Pick<ConversationRow, "leaves"> {
  const next = waits.toSorted(nextFirst)[0];
  return { leaves: next ? { at: next.send_at, words: leaves(next.send_at) } : null };
}

export function scheduledIn({ waits = [], messages }: Conversation): ScheduledView[] {
  const unread = messages.some((message) => message.unread);
  return waits.toSorted(nextFirst).map((one) => ({ ...one, words: leaves(one.send_at), waits_for_look: unread }));
}

/** Keeps a text until its time. */
export function keepUntil(practice: FakePractice, conversation: Conversation, request: SendRequest, text: string): Sent {
  if (request.despite) throw refuse("refused", null, "a text that leaves later never goes against the patient's wish: send it now with your reason, or ring");
  const at = allowed(request.send_at ?? "");
  conversation.waits = [...(conversation.waits ?? []), { message: request.message, text, author: practice.app.me?.name ?? null, at: new Date().toISOString(), send_at: at, number: request.to }];
  conversation.draft = null;
  practice.changed(conversation.id);
  return { message: request.message, leaves: leaves(at) };
}

function find(practice: FakePractice, message: string): { conversation: Conversation; one: Waits } {
  for (const conversation of practice.conversations) {
    const one = conversation.waits?.find((waiting) => waiting.message === message);
    if (one) return { conversation, one };
  }
  throw refuse("refused", null, "this text is not scheduled any more: look what became of it in the conversation");
}

/** In the scene "scheduled": a reminder, and one that the patient's new words would stop. */
export function scheduledBegins(practice: FakePractice, now: number): void {
  const at = (days: number, hour: number) => {
    const day = new Date(now + days * 86_400_000);
    day.setHours(hour, 30, 0, 0);
    return day.toISOString();
  };
  const put = (key: string, text: string, sendAt: string, author: string) => {
    const conversation = practice.conversations.find(({ id }) => id.endsWith(`-${key}`));
    if (conversation) conversation.waits = [...(conversation.waits ?? []), { message: `7100-scheduled-${key}-${conversation.waits?.length ?? 0}`, text, author, at: new Date(now - 40 * 60_000).toISOString(), send_at: sendAt, number: conversation.number }];
  };
  put("nowak", "Your blood test is tomorrow at 9:10. Please drink water as usual, and eat nothing from midnight.", at(2, 9), "A. Okafor");
  put("nowak", "How is the cough three weeks on? If it is still there, please ring us for an appointment.", at(21, 9), "Dr R. Shah");
  put("tran", "A reminder: your appointment with the nurse is on Thursday at 14:00.", at(1, 10), "A. Okafor");
}

export const SCHEDULED: Pick<Handlers, "reschedule" | "cancel_scheduled"> = {
  reschedule(practice, { message, send_at }) {
    const { conversation, one } = find(practice, message);
    one.send_at = allowed(send_at);
    practice.changed(conversation.id);
    return { message, leaves: leaves(one.send_at) };
  },

  cancel_scheduled(practice, { message, edit }) {
    const { conversation, one } = find(practice, message);
    conversation.waits = conversation.waits?.filter((other) => other !== one) ?? [];
    if (edit) conversation.draft = { text: one.text, mode: "reply", caret: one.text.length, purpose: "administration", also: [], templates: [], quote: null };
    practice.changed(conversation.id);
    return edit ? conversation.draft : null;
  },
};
