import { useState } from "react";
import type { ConversationView } from "@/api";

type Seen = { revision: number; newest: number };

const newestOf = (view: ConversationView) => view.page.messages.at(-1)?.number ?? 0;

/**
 * What the author had seen when the answer was begun. What others say from then on must be looked at before it is
 * sent; an empty box has begun nothing, and follows along.
 */
export function useStale(view: ConversationView, me: string, writing: boolean) {
  const now: Seen = { revision: view.revision, newest: newestOf(view) };
  const [seen, setSeen] = useState<Seen>(now);
  const [told, setTold] = useState<{ count: number; after: number } | null>(null);
  const fresh = view.page.messages.filter((message) => message.number > seen.newest && (message.kind === "in" || message.author !== me));
  const moved = view.revision !== seen.revision || now.newest !== seen.newest;
  // Nobody else spoke, or nothing is being written: the author has seen it.
  if (moved && told === null && (!writing || fresh.length === 0)) setSeen(now);
  if (!writing && told !== null) setTold(null);
  return {
    /** How many to look at before sending. */
    count: told ? 0 : fresh.length,
    /** The author pressed once and was told. */
    told,
    outlinedAfter: fresh.length > 0 ? seen.newest : (told?.after ?? null),
    revision: told ? view.revision : seen.revision,
    tell: (count: number) => setTold({ count, after: seen.newest }),
    done: () => {
      setTold(null);
      setSeen(now);
    },
  };
}
