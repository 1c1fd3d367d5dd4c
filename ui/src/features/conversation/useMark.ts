import { useCallback, useEffect, useState, type KeyboardEvent, type RefObject } from "react";
import type { Virtualizer } from "@tanstack/react-virtual";
import type { LogRow } from "./rows";

/** How long a message stays marked that somebody went to. */
const MOMENT = 1800;

/** The message that somebody went to, marked for a moment. */
export function useMark(first: number | null): [number | null, (number: number) => void] {
  const [marked, setMarked] = useState(first === null ? null : { number: first });
  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(() => setMarked(null), MOMENT);
    return () => clearTimeout(timer);
  }, [marked]);
  return [marked?.number ?? null, useCallback((number: number) => setMarked({ number }), [])];
}

const isMessage = (row: LogRow | undefined) => row?.type === "message";
const bare = (event: KeyboardEvent) => !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;

/** The arrows go from message to message; into them, from the log itself, with the one up. What does not fit is scrolled first. */
export function useArrows(rows: LogRow[], virtual: Virtualizer<HTMLDivElement, Element>, scroller: RefObject<HTMLDivElement | null>) {
  return function move(event: KeyboardEvent<HTMLDivElement>) {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const log = scroller.current;
    if (!step || !log || !bare(event) || !(event.target instanceof HTMLElement)) return;
    const number = Number(event.target.dataset["number"]);
    const here = rows.findIndex((row) => row.type === "message" && row.message.number === number);
    let next = here + step;
    if (event.target === log) {
      if (step > 0) return;
      const seen = virtual.getVirtualItems().filter(({ start }) => start < log.scrollTop + log.clientHeight || log.clientHeight === 0);
      next = seen.findLast(({ index }) => isMessage(rows[index]))?.index ?? -1;
    } else if (here < 0) return;
    else {
      const [message, whole] = [event.target.getBoundingClientRect(), log.getBoundingClientRect()];
      if (step > 0 ? message.bottom > whole.bottom + 1 : message.top < whole.top - 1) return; // the rest of it first
    }
    while (rows[next] && !isMessage(rows[next])) next += step;
    const row = rows[next];
    if (row?.type !== "message") return;
    event.preventDefault();
    virtual.scrollToIndex(next, { align: "auto" });
    const focus = () => log.querySelector<HTMLElement>(`[data-number="${row.message.number}"]`)?.focus({ preventScroll: true });
    focus();
    requestAnimationFrame(focus); // where it was not drawn yet
  };
}
