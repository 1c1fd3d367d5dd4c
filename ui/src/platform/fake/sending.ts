import type { DeliveryView } from "@/contract/DeliveryView";
import type { MessageView } from "@/contract/MessageView";
import type { Conversation } from "./conversations";
import { left } from "./carry";
import { thenDone } from "./closing";
import type { FakePractice } from "./practice";

/** A message's way out, at a pace that a person can follow. */
export function carry(practice: FakePractice, conversation: Conversation, message: MessageView): void {
  const at = () => new Date().toISOString();
  const steps: [after: number, next: () => DeliveryView][] = [
    [message.delivery?.state === "held" ? practice.hold * 1000 : 0, () => ({ state: "queued", attempts: 0 })],
    [400, () => ({ state: "in_flight" })],
    [600, () => ({ state: "accepted", at: at() })],
    [1200, () => ({ state: "sent", at: at() })],
    [2500, () => ({ state: "delivered", at: at() })],
  ];
  const step = (index: number) => {
    const [after, next] = steps[index] ?? [0, null];
    if (!next) return;
    practice.later(after, () => {
      if (!conversation.messages.includes(message)) return;
      message.delivery = next();
      if (message.delivery.state === "in_flight") left(practice, conversation, message);
      if (message.delivery.state === "accepted") message.filing = { state: "pending" };
      if (message.delivery.state === "delivered") message.filing = { state: "written", at: at() };
      if (message.filing.state === "written") thenDone(practice, conversation, message);
      practice.changed(conversation.id);
      step(index + 1);
    });
  };
  step(0);
}
