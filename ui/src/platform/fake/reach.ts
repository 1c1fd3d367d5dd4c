import type { Handlers } from "./handlers";
import { patientId } from "./people";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";

/** Texts of which no delivery receipt came in time: one that is a task, and one of whose task somebody began it. */
export function notKnown(practice: FakePractice, now: number): void {
  const iso = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  for (const [key, number, tried] of [["levy", 2, false], ["okoro", 1, true]] as const) {
    const conversation = practice.find(`6000-conversation-${key}`);
    const message = conversation.messages.find((one) => one.number === number);
    if (!message) continue;
    message.at = iso(-26);
    for (const earlier of conversation.messages) if (earlier.number < number) earlier.at = iso(-27);
    message.delivery = tried ? { state: "delivered", at: iso(-0.2) } : { state: "unconfirmed", at: iso(-26) };
    practice.tasks.push({
      id: message.id, patient: patientId(key), conversation: conversation.id, message: message.id, route: "phone", what: "", urgent: false, owner: null,
      made_at: iso(-2), made_by: null, due: iso(5), state: { state: "open", overdue: false }, reason: "not_delivered", ...(tried && { arrived_at: iso(-0.2) }),
    });
  }
}

export const REACH: Pick<Handlers, "dismiss_opt_out"> = {
  dismiss_opt_out(practice, { message: id }) {
    if (!roleMay(practice.app.me?.role ?? "read_only", "record_consent")) throw refuse("not_allowed");
    const conversation = practice.conversations.find(({ messages }) => messages.some((one) => one.id === id));
    const message = conversation?.messages.find((one) => one.id === id);
    if (!conversation || !message) throw refuse("not_found");
    message.wish_dismissed ??= { by: practice.app.me?.name ?? null, at: new Date().toISOString() };
    practice.changed(conversation.id);
    return null;
  },
};
