import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { TemplateView } from "@/api";
import { choices, slashAt } from "./marks";

/** The list that a "/" or "::" at a word's start opens. `templates`: none where nothing can be inserted. */
export function useInsert(templates: TemplateView[] | undefined, text: string) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const slash = caret === null || !templates ? null : slashAt(text, caret);
  const found = slash && slash.start !== left ? choices(templates ?? [], slash.query) : [];
  const shown = !!slash && found.length > 0;
  const close = () => setCaret(null);

  return {
    id, anchor, found, at: Math.min(at, Math.max(0, found.length - 1)), setAt, close,
    start: shown ? slash.start : null,
    end: caret ?? 0,
    query: slash?.query ?? "",
    /** Looks whether the caret stands behind a "/" or "::". */
    look(next: string, where: number) {
      const there = slashAt(next, where);
      if (!there) setLeft(null);
      if (there?.query !== slash?.query) setAt(0);
      setCaret(there ? where : null);
    },
    /** Takes the keys that walk through the list; says whether it took this one. */
    key(event: KeyboardEvent, choose: (template: TemplateView, start: number, end: number) => void): boolean {
      if (!shown || event.ctrlKey || event.metaKey || event.altKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = found[Math.min(at, found.length - 1)];
      if (step) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen && !event.shiftKey) choose(chosen, slash.start, caret ?? 0);
      else if (event.key === "Escape") setLeft(slash.start);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    aria: shown ? { "aria-haspopup": "listbox", "aria-controls": id, "aria-autocomplete": "list", "aria-activedescendant": `${id}-${Math.min(at, found.length - 1)}` } as const : {},
  };
}
