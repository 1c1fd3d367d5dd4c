import type { MessageView, RoleLineView, SnoozeLineView } from "@/api";
import { sameDay } from "@/lib/dates";

/** What happened to the conversation beside what was said. */
export type EventLine = RoleLineView | SnoozeLineView;

/** What stands in the log: messages, and the lines between them. */
export type LogRow =
  | { type: "day"; key: string; at: string }
  | { type: "new"; key: string; at: string }
  | { type: "beginning"; key: string }
  | { type: "roles"; key: string; lines: EventLine[] }
  | { type: "message"; key: string; message: MessageView; close: boolean };

/** What happened, in order, and whether the messages go on to the newest: what came later stands behind those. */
type Happened = { lines: EventLine[]; toEnd: boolean };

/** Rows in reading order. `unreadFrom` is the number of the first message that was unread when the log was opened. */
export function rowsOf(messages: MessageView[], complete: boolean, unreadFrom: number | null, { lines, toEnd }: Happened = { lines: [], toEnd: true }): LogRow[] {
  const rows: LogRow[] = [];
  let before: MessageView | null = null;
  let last: string | null = null;
  const first = messages[0];
  let waiting = complete || !first ? lines : lines.filter(({ at }) => at >= first.at);
  const day = (at: string, key: string) => {
    const isNew = !last || !sameDay(last, at);
    if (isNew) rows.push({ type: "day", key, at });
    last = at;
    return isNew;
  };
  /** Puts what happened until then; says whether anything did. */
  const happened = (until: string | null) => {
    const now = until === null ? waiting : waiting.filter(({ at }) => at < until);
    waiting = waiting.slice(now.length);
    const at = now[0]?.at;
    if (at === undefined) return false;
    day(at, `day-roles-${at}`);
    rows.push({ type: "roles", key: `roles-${at}`, lines: now });
    last = now.at(-1)?.at ?? at;
    return true;
  };
  if (complete && messages.length) rows.push({ type: "beginning", key: "beginning" });
  for (const message of messages) {
    const between = happened(message.at);
    const newDay = day(message.at, `day-${message.number}`);
    const newLine = message.number === unreadFrom;
    if (newLine) rows.push({ type: "new", key: "new", at: message.at });
    rows.push({ type: "message", key: message.id, message, close: !between && !newDay && !newLine && before?.kind === message.kind });
    before = message;
  }
  if (toEnd) happened(null);
  return rows;
}
