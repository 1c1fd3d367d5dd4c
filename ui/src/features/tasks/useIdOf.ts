import { useRef } from "react";
import { v7 as uuid } from "uuid";

/** One id for the same words, so that pressing twice writes once; other words get one of their own. */
export function useIdOf() {
  const last = useRef<{ words: string; id: string } | null>(null);
  return (words: string) => {
    if (last.current?.words !== words) last.current = { words, id: uuid() };
    return last.current.id;
  };
}
