import { useEffect, useRef, useState } from "react";
import { useCounts } from "@/api";
import { t } from "@/i18n";

/** Tells a screen reader that something came: not from whom, and not what. */
export function Announcer({ conversation, newest }: { conversation: string | null; newest: number }) {
  const unread = useCounts().data?.unread;
  const before = useRef({ unread, conversation, newest });
  const [told, setTold] = useState(0);
  useEffect(() => {
    const was = before.current;
    before.current = { unread, conversation, newest };
    const more = was.unread !== undefined && unread !== undefined && unread > was.unread;
    const here = was.conversation === conversation && was.newest > 0 && newest > was.newest;
    if (more || here) setTold((n) => n + 1);
  }, [unread, conversation, newest]);
  // A changed text is read out; the same text twice would not be.
  return <p className="unseen" role="status" aria-live="polite" data-testid="announcer">{told > 0 && `${t("app.newMessage")}${told % 2 ? "" : "\u00a0"}`}</p>;
}
