import { useEffect, useRef, useState } from "react";
import type { ConversationRow } from "@/api";

export type Listed = ConversationRow & { /** It has left the queue, but the list may not move now. */ gone?: boolean };

/**
 * The rows in an order that does not move while somebody is in the list. What is new is counted, not shown; what has
 * gone stays in its place, except the row that was acted on, because leaving is what was asked for.
 */
export function useSteadyOrder(queue: string, rows: ConversationRow[] | undefined, busy: boolean, acted: (string | null)[]): { rows: Listed[] | undefined; fresh: number; show: () => void } {
  const kept = useRef<{ queue: string; rows: Listed[] }>({ queue, rows: [] });
  const [, again] = useState(0);
  let shown: Listed[] | undefined = rows;
  let fresh = 0;
  if (rows && busy && kept.current.queue === queue && kept.current.rows.length > 0) {
    const byId = new Map(rows.map((row) => [row.id, row]));
    const before = new Set(kept.current.rows.map(({ id }) => id));
    const steady = kept.current.rows
      .filter(({ id }) => byId.has(id) || !acted.includes(id))
      .map((old) => byId.get(old.id) ?? { ...old, gone: true });
    // A row that stands behind all that were there is the next page, and moves nothing.
    const end = rows.findLastIndex(({ id }) => before.has(id));
    const added = rows.filter(({ id }) => !before.has(id));
    const later = rows.filter(({ id }, index) => index > end && !before.has(id));
    fresh = added.length - later.length;
    shown = [...steady, ...later];
  }
  useEffect(() => {
    if (shown) kept.current = { queue, rows: shown };
  });
  const show = () => {
    kept.current = { queue, rows: [] };
    again((n) => n + 1);
  };
  return { rows: shown, fresh, show };
}
