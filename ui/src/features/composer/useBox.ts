import { useCallback, useLayoutEffect, useRef } from "react";

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
  return { box, select };
}
