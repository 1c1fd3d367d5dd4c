import { useCallback, useLayoutEffect, useRef } from "react";
import { nextBlank } from "./marks";

/** The box: as high as its words, and the caret where it belongs. */
export function useBox(text: string, mode: string, caret: number | null) {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text, mode]);

  // Placed as soon as the words stand in the box: later, it would jump under the fingers of whoever types already.
  const soon = useRef<[number, number] | null>(caret === null ? null : [caret, caret]);
  useLayoutEffect(() => {
    const place = soon.current;
    soon.current = null;
    if (place) box.current?.setSelectionRange(...place);
  });

  const select = useCallback((start: number, end = start) => {
    soon.current = [start, end];
  }, []);

  function show(place: { start: number; end: number }) {
    box.current?.focus();
    box.current?.setSelectionRange(place.start, place.end);
  }

  /** Goes to the next blank, or the one before; false where there is none that way. */
  function goTo(back: boolean, from = { start: box.current?.selectionStart ?? 0, end: box.current?.selectionEnd ?? 0 }): boolean {
    const blank = nextBlank(text, from, back);
    if (blank) show(blank);
    return !!blank;
  }
  return { box, select, show, goTo };
}
