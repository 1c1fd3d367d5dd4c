import { useEffect, useRef, useState, useSyncExternalStore } from "react";

/** The time, told again every `every` milliseconds; still while `every` is null. */
export function useNow(every: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (every === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** A value that follows after a pause. */
export function useDebounced<T>(value: T, delay: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}

/** The newest value, for handlers that outlive a render. */
export function useLatest<T>(value: T): { readonly current: T } {
  const ref = useRef(value);
  useEffect(() => {
    ref.current = value;
  });
  return ref;
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia?.(query);
      media?.addEventListener("change", changed);
      return () => media?.removeEventListener("change", changed);
    },
    () => window.matchMedia?.(query).matches ?? false,
  );
}

const coverings = { count: 0, listeners: new Set<() => void>() };

/** Says that a dialog lies over everything else, for as long as it is open. */
export function useCovering(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const add = (by: number) => {
      coverings.count += by;
      coverings.listeners.forEach((told) => told());
    };
    add(1);
    return () => add(-1);
  }, [open]);
}

/** Whether a dialog lies over everything else: what is behind it is not read. */
export function useCovered(): boolean {
  return useSyncExternalStore(
    (changed) => {
      coverings.listeners.add(changed);
      return () => void coverings.listeners.delete(changed);
    },
    () => coverings.count > 0,
  );
}

/** Whether somebody sits before the window: it is shown and has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("focus", changed);
      window.addEventListener("blur", changed);
      document.addEventListener("visibilitychange", changed);
      return () => {
        window.removeEventListener("focus", changed);
        window.removeEventListener("blur", changed);
        document.removeEventListener("visibilitychange", changed);
      };
    },
    () => document.hasFocus() && document.visibilityState === "visible",
  );
}
