import type { MessageView } from "@/contract/MessageView";
import type { Handlers } from "./handlers";
import { ownerOfMessage } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";

/** Messages that were wrong: the engine's rules, as far as the window can see them. */

function maySay(practice: FakePractice, message: MessageView): void {
  const { me } = practice.app;
  const role = me?.role ?? "read_only";
  if (message.kind === "in" && message.entered_at_desk === null) throw refuse("refused", null, "what the patient wrote stays as it came: write a note about it");
  const act = message.kind === "out" ? "send" : message.kind === "note" ? "write_notes" : "reach_otherwise";
  const others = message.kind !== "out" && message.author !== me?.name;
  if (!roleMay(role, act) || (others && !roleMay(role, "retract_others"))) throw refuse("not_allowed");
}

/** What the record says of it is too little now. */
const again = (message: MessageView) => {
  if (message.filing.state !== "not_due") message.filing = { state: "pending" };
};

export const RETRACT: Pick<Handlers, "mark_wrong" | "unmark_wrong"> = {
  mark_wrong(practice, { message: id, reason, words }) {
    const { conversation, message } = ownerOfMessage(practice, id);
    maySay(practice, message);
    if (message.delivery?.state === "held") throw refuse("refused", null, "it has not left yet: take it back instead");
    if (reason === "other" && !words.trim()) throw refuse("refused", null, "say in a few words what was wrong");
    if (message.wrong) throw refuse("refused", null, "it is marked as wrong already: take that mark away first");
    const at = new Date().toISOString();
    message.wrong = { reason, words: words.trim(), by: practice.app.me?.name ?? null, at };
    again(message);
    if (reason === "wrong_person") {
      practice.tasks.push({
        id: `breach-${id}-${at}`, patient: conversation.patient, conversation: conversation.id, message: id, reason: "by_hand", route: "phone", urgent: true, owner: null,
        what: "A message went to the wrong person. Tell whoever answers for data protection here, and decide who else must be told.",
        made_at: at, made_by: practice.app.me?.name ?? null, due: new Date(Date.now() + 2 * 3_600_000).toISOString(), state: { state: "open", overdue: false },
      });
    }
    practice.changed(conversation.id);
    return null;
  },

  unmark_wrong(practice, { message: id }) {
    const { conversation, message } = ownerOfMessage(practice, id);
    maySay(practice, message);
    if (!message.wrong) return null;
    const breach = practice.tasks.find((task) => task.id === `breach-${id}-${message.wrong?.at}`);
    if (breach?.state.state === "open") breach.state = { state: "cancelled", at: new Date().toISOString(), by: practice.app.me?.name ?? null, reason: "The mark was taken away: the message was not wrong" };
    message.wrong = null;
    again(message);
    practice.changed(conversation.id);
    return null;
  },
};
