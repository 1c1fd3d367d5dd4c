import { useState } from "react";

/** Switches that this computer remembers. Booleans only: nothing about a patient is ever kept outside the file. */
export function usePreference(name: "letters" | "patientPane", otherwise: boolean): [boolean, (on: boolean) => void] {
  const key = `anteroom.${name}`;
  const [on, setOn] = useState(() => {
    try {
      const kept = localStorage.getItem(key);
      return kept === null ? otherwise : kept === "true";
    } catch {
      return otherwise;
    }
  });
  return [on, (next) => {
    setOn(next);
    try {
      localStorage.setItem(key, String(next));
    } catch {
      // Not remembered, then.
    }
  }];
}
