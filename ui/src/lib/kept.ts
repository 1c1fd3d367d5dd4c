import { useCallback, useSyncExternalStore } from "react";

/**
 * What this computer remembers for one person: a word out of a few, by the person's id. Nothing about a patient is ever kept
 * outside the file.
 */
const listeners = new Set<() => void>();
/** What could not be written down counts until the window is closed. */
const unwritten = new Map<string, string>();

function read(key: string): string | null {
  try {
    return unwritten.get(key) ?? localStorage.getItem(key);
  } catch {
    return unwritten.get(key) ?? null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
    unwritten.delete(key);
  } catch {
    unwritten.set(key, value);
  }
  listeners.forEach((told) => told());
}

function useKept<T extends string>(name: string, person: string, words: readonly T[], otherwise: T): [T, (word: T) => void] {
  const key = `anteroom.${name}.${person}`;
  const kept = useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  }, () => read(key));
  const set = useCallback((word: T) => write(key, word), [key]);
  return [words.find((word) => word === kept) ?? otherwise, set];
}

/** Where one goes after a text is sent. */
export type After = "stay" | "next" | "done";
export const AFTER: readonly After[] = ["stay", "next", "done"];

/** What this person's Send button does. */
export const useAfter = (person: string) => useKept("after", person, AFTER, "stay");

/** Whether Enter sends for this person, or makes a new line. */
export function useEnterSends(person: string): [boolean, (on: boolean) => void] {
  const [kept, set] = useKept("enter", person, ["sends", "line"] as const, "line");
  return [kept === "sends", useCallback((on: boolean) => set(on ? "sends" : "line"), [set])];
}
