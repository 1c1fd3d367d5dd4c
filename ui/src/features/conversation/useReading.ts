import { useEffect, useRef, useState } from "react";
import { useCommand, type ConversationView, type MessageView } from "@/api";
import { useAttention, useCovered } from "@/lib/hooks";

/** Where the unread line stands: taken when the conversation is opened, and kept until it is left. */
export function useUnreadLine(messages: MessageView[] | undefined): number | null {
  const [line, setLine] = useState<number | null | undefined>(undefined);
  if (line === undefined && messages?.length) {
    const first = messages.find((message) => message.unread)?.number ?? null;
    setLine(first);
    return first;
  }
  return line ?? null;
}

/** Read means: the newest words were on the screen, and somebody sat before it. A highlight waits for somebody who may end it. */
export function useMarkRead(view: ConversationView, endInView: boolean, endsHighlight: boolean): void {
  const covered = useCovered();
  const attention = useAttention() && !covered;
  const { mutate } = useCommand("mark_read");
  const told = useRef(-1);
  const { id, unread, due } = view.row;
  const waits = unread > 0 || (endsHighlight && due?.raised === true);
  const { revision } = view;
  useEffect(() => {
    if (!attention || !endInView || !waits || told.current === revision) return;
    const timer = setTimeout(() => {
      told.current = revision;
      mutate({ conversation: id, revision });
    }, 600);
    return () => clearTimeout(timer);
  }, [attention, endInView, waits, revision, id, mutate]);
}
