import { useState } from "react";
import type { PurposeView } from "@/api";
import { stricter } from "./marks";

type State = {
  /** What the message is for as it stands. */
  shown: PurposeView;
  /** What its author said before a template said more. */
  own: PurposeView | null;
  /** What the next message is for, once this one is away. */
  next: PurposeView | null;
  /** What the templates in it are for. */
  carried: PurposeView[];
};

/**
 * What the message is for: what its author says, and what the templates in it say. `kept`: what the draft says; `usual`:
 * what this person mostly writes for.
 */
export function usePurpose(kept: PurposeView | null, usual: PurposeView) {
  const [{ shown, own, next, carried }, setState] = useState<State>({ shown: kept ?? usual, own: null, next: kept && usual, carried: [] });
  return {
    shown,
    /** The author's own word: the app adds what the templates say. */
    said: own ?? shown,
    /** Everything that the patient is asked about: each must be allowed. */
    asked: [...new Set([own ?? shown, ...carried])],
    carried,
    /** What the next message is for. */
    resting: next ?? shown,
    choose: (chosen: PurposeView) => setState((now) => ({ ...now, shown: chosen, own: null, next: null })),
    /** A template for `other` stands in it now. */
    raise: (other: PurposeView) => setState((now) => ({ shown: stricter(now.shown, other), own: now.own ?? now.shown, next: now.next ?? now.shown, carried: [...now.carried, other] })),
    /** Words that were taken back are for this. */
    restore: (taken: PurposeView) => setState((now) => ({ ...now, shown: stricter(now.own ?? taken, taken), next: now.next ?? now.shown })),
    /** The words are gone: what templates said of them goes with them. */
    forget: () => setState((now) => ({ shown: now.next ?? now.shown, own: null, next: null, carried: [] })),
  };
}
