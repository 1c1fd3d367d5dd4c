import type { MessageView } from "@/api";
import { sameDay } from "@/lib/dates";

/** What stands in the log: messages, and the lines between them. */
export type LogRow =
  | { type: "day"; key: string; at: string }
  | { type: "new"; key: string; at: string }
  | { type: "beginning"; key: string }
  | { type: "message"; key: string; message: MessageView; close: boolean };

/** Rows in reading order. `unreadFrom` is the number of the first message that was unread when the log was opened. */
export function rowsOf(messages: MessageView[], complete: boolean, unreadFrom: number | null): LogRow[] {
  const rows: LogRow[] = [];
  let before: MessageView | null = null;
  if (complete && messages.length) rows.push({ type: "beginning", key: "beginning" });
  for (const message of messages) {
    const newDay = !before || !sameDay(before.at, message.at);
    const newLine = message.number === unreadFrom;
    if (newDay) rows.push({ type: "day", key: `day-${message.number}`, at: message.at });
    if (newLine) rows.push({ type: "new", key: "new", at: message.at });
    rows.push({ type: "message", key: message.id, message, close: !newDay && !newLine && before?.kind === message.kind });
    before = message;
  }
  return rows;
}
