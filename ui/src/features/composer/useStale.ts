import { useState } from "react";
import type { ConversationView } from "@/api";

type Seen = { revision: number; newest: number };
type Told = { count: number; after: number; /** The app said so before the message was here. */ refused: boolean; awaited: boolean };

/**
 * What the author had seen when the answer was begun. What others say from then on must be looked at before it is
 * sent; an empty box has begun nothing, and follows along.
 */
export function useStale(view: ConversationView, me: string, writing: boolean) {
  const now: Seen = { revision: view.revision, newest: view.page.messages.at(-1)?.number ?? 0 };
  const [seen, setSeen] = useState<Seen>(now);
  const [told, setTold] = useState<Told | null>(null);
  const fresh = view.page.messages.filter((message) => message.number > seen.newest && (message.kind === "in" || message.author !== me));
  const moved = view.revision !== seen.revision || now.newest !== seen.newest;
  if (moved && told?.awaited) {
    setSeen(now);
    setTold({ ...told, awaited: false });
  } else if (moved && (!writing || fresh.length === 0)) {
    // Nobody else spoke, or nothing is being written: the author has seen it.
    setSeen(now);
  }
  return {
    newest: now.newest,
    /** How many to look at before sending. */
    count: told?.awaited ? 0 : fresh.length,
    told,
    outlinedAfter: told?.after ?? (fresh.length > 0 ? seen.newest : null),
    revision: seen.revision,
    /** The author pressed, and is shown what is new. */
    show() {
      setTold({ count: fresh.length, after: seen.newest, refused: false, awaited: false });
      setSeen(now);
    },
    /** The app refused, because of messages that the window may not have yet. */
    refuse(count: number, after: number) {
      setTold({ count, after, refused: true, awaited: now.newest <= after });
      setSeen(now);
    },
    done: () => setTold(null),
  };
}
