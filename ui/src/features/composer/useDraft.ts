import { useCallback, useEffect, useRef, useState } from "react";
import { useSaveDraft, type DraftMode, type DraftView } from "@/api";
import { useLatest } from "@/lib/hooks";
import { EMPTY, joined, quotable } from "./draft";

/** A draft is in the file at most this long after the last key. */
const PAUSE = 400;

/**
 * The text being written. Saved after a pause, when the box loses the focus, when the window is hidden, and when the
 * conversation is left: a draft is never lost for want of a click.
 */
export function useDraft(conversation: string, kept: DraftView | null) {
  const save = useSaveDraft();
  const [draft, setDraft] = useState<DraftView>(kept ?? EMPTY);
  const now = useRef(draft);
  const [aside, setAsideShown] = useState<DraftView | null>(null);
  const other = useRef(aside);
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mutate = useLatest(save.mutate);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    mutate.current({ conversation, ...together(now.current, other.current) });
  }, [conversation, mutate]);

  /** Changes what is written. `later: false` keeps it out of the file: a message on its way is not a draft. */
  const change = useCallback((next: Partial<DraftView> | ((draft: DraftView) => Partial<DraftView>), later = true) => {
    now.current = { ...now.current, ...(typeof next === "function" ? next(now.current) : next) };
    setDraft(now.current);
    clearTimeout(timer.current);
    dirty.current = later;
    if (later) timer.current = setTimeout(flush, PAUSE);
  }, [flush]);

  const setOther = (next: DraftView | null) => {
    other.current = next;
    setAsideShown(next);
  };

  /** Keeps words of the other kind until this one is away: a note and a message never share a box. */
  const keep = useCallback((words: DraftView) => {
    setOther(words);
    change({});
  }, [change]);

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

  /**
   * Writes what there is now, even if it seems to be written: what was sent must not come back as a draft. What was kept
   * aside comes back.
   */
  const settle = useCallback(() => {
    if (other.current && !now.current.text.trim()) {
      now.current = other.current;
      setDraft(now.current);
      setOther(null);
    }
    dirty.current = true;
    flush();
  }, [flush]);

  const setMode = useCallback((mode: DraftMode) => {
    const held = other.current;
    if (held?.mode !== mode) return change(({ quote }) => ({ mode, quote: quotable(quote, mode) }));
    setOther(now.current.text.trim() ? now.current : null);
    change(held);
  }, [change]);

  return { draft, aside, change, keep, setCaret, setMode, flush, settle, error: save.error };
}

/** The file keeps one draft: of two kinds it makes a note, which never goes to a patient. */
const together = (now: DraftView, other: DraftView | null): DraftView =>
  other ? { ...joined(now, other), mode: "note" } : now;
