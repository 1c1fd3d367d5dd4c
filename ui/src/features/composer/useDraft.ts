import { useCallback, useEffect, useRef, useState } from "react";
import { useSaveDraft, type DraftMode, type DraftView } from "@/api";
import { useLatest } from "@/lib/hooks";

/** A draft is in the file at most this long after the last key. */
const PAUSE = 400;

/**
 * The text being written. Saved after a pause, when the box loses the focus, when the window is hidden, and when the
 * conversation is left: a draft is never lost for want of a click.
 */
export function useDraft(conversation: string, kept: DraftView | null) {
  const save = useSaveDraft();
  const [draft, setDraft] = useState<DraftView>(kept ?? { text: "", mode: "reply", caret: 0, purpose: null });
  const now = useRef(draft);
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mutate = useLatest(save.mutate);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    mutate.current({ conversation, ...now.current });
  }, [conversation, mutate]);

  /** Changes what is written. `later: false` keeps it out of the file: a message on its way is not a draft. */
  const change = useCallback((next: Partial<DraftView>, later = true) => {
    now.current = { ...now.current, ...next };
    setDraft(now.current);
    clearTimeout(timer.current);
    dirty.current = later;
    if (later) timer.current = setTimeout(flush, PAUSE);
  }, [flush]);

  const setCaret = useCallback((caret: number) => {
    now.current = { ...now.current, caret };
  }, []);

  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && flush();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", flush);
    window.addEventListener("blur", flush);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("blur", flush);
      flush();
    };
  }, [flush]);

  /** Writes what there is now, even if it seems to be written: what was sent must not come back as a draft. */
  const settle = useCallback(() => {
    dirty.current = true;
    flush();
  }, [flush]);

  const setMode = useCallback((mode: DraftMode) => change({ mode }), [change]);
  return { draft, change, setCaret, setMode, flush, settle, error: save.error };
}
