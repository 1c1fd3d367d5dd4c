import { useEffect } from "react";
import { useLatest } from "@/lib/hooks";
import { actOf, type Layer } from "@/lib/shortcuts";
import type { Acts } from "./acts";

const editable = (element: Element | null) => !!element?.closest("input, textarea, select, [contenteditable]");
const asked = () => !!document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]');

/** One listener for the whole table of keys. Silent while a dialog or a menu is open, and while a word is composed. */
export function useKeys(acts: Acts, letters: boolean, onType: () => void, onOff: (why: string) => void): void {
  const latest = useLatest({ acts, letters, onType, onOff });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || asked()) return;
      const element = event.target instanceof Element ? event.target : null;
      const free = !editable(element);
      const layers: Layer[] = ["anywhere"];
      if (latest.current.letters && free && element?.closest("[data-letters]")) layers.push("letters");
      const pressed = actOf(event, layers);
      const act = pressed && latest.current.acts[pressed.id];
      if (act) {
        event.preventDefault();
        return act.off ? latest.current.onOff(act.off) : act.run(pressed.index);
      }
      // A letter typed at nothing is meant for the box.
      const nowhere = document.activeElement === document.body || document.activeElement === null;
      if (nowhere && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") latest.current.onType();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [latest]);
}

const FOCUSABLE = 'textarea, input:not([type="hidden"]), select, button:not(:disabled):not([tabindex="-1"]), [tabindex="0"]';

/** F6: to the next part of the window, and back. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter((region) => region.offsetParent !== null || region.getClientRects().length > 0);
  if (!regions.length) return;
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  for (let i = 1; i <= regions.length; i++) {
    const region = regions[(here + step * i + regions.length * 2) % regions.length];
    const target = region?.matches("[tabindex]") ? region : (region?.querySelector<HTMLElement>('[aria-current]:not([tabindex="-1"])') ?? region?.querySelector<HTMLElement>(FOCUSABLE));
    if (target) return target.focus();
  }
}
