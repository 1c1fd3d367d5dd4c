import { useState } from "react";
import type { DraftView, PurposeView } from "@/api";
import { stricter } from "./marks";

/**
 * What the message is for: what its author says, and what the words in the box are known to be for. `usual`: what this
 * person mostly writes for.
 */
export function usePurpose({ purpose, also }: DraftView, usual: PurposeView) {
  const [resting, setResting] = useState(usual);
  const [chosen, setChosen] = useState(false);
  const said = purpose ?? resting;
  return {
    /** The author's own word: the app adds what the templates say. */
    said,
    shown: chosen ? said : also.reduce(stricter, said),
    /** Everything that the patient is asked about: each must be allowed. */
    asked: [...new Set([said, ...also])],
    /** What the next message is for. */
    resting,
    choose(next: PurposeView) {
      setResting(next);
      setChosen(true);
    },
    /** Other words stand in the box, or more of them: what they are for shows. */
    follow: () => setChosen(false),
  };
}
