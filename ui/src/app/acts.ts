import type { Queue } from "@/api";
import { QUEUES, type Screen } from "@/features/nav";
import type { PaletteAct } from "@/features/palette";
import { t } from "@/i18n";
import { hint, keyLabel, SHORTCUTS, type ShortcutId } from "@/lib/shortcuts";

/** What an act of the table of keys does now, and why it cannot be done. The keys and the palette both read it. */
export type Act = { run: (index: number) => void; off?: string | null };
export type Acts = Partial<Record<ShortcutId, Act>>;

/** What is done most with what is open: stands in the empty palette. */
const FIRST: ShortcutId[] = ["reply", "note", "escalate", "claim", "assign", "snooze", "done", "holding", "findHere"];

/** One step of a walk, and what the palette is or has itself. */
const BY_KEY_ALONE: ShortcutId[] = ["nextInList", "previousInList", "nextRegion", "previousRegion", "queue", "tasks", "palette"];

/** Those that have a key first, in its order. */
const ALL_QUEUES: Queue[] = [...QUEUES, "snoozed", "scheduled", "arrived"];

type Places = { queue: (queue: Queue) => void; tasks: () => void; screen: (screen: Screen) => void; day: (part: "today" | "end" | "next_steps") => void; mayEnd: boolean };

const SCREENS = [["policy", "policy.nav"], ["settings", "practice.nav"], ["templates", "templates.nav"], ["reviews", "reviews.nav"]] as const satisfies [Screen, string][];

/** Everything that the palette offers: acts in the order of the table, what is done most first; then the places. */
export function offered(acts: Acts, go: Places): PaletteAct[] {
  const ids = [...FIRST, ...(Object.keys(SHORTCUTS) as ShortcutId[]).filter((id) => !FIRST.includes(id))];
  const done = ids.flatMap((id): PaletteAct[] => {
    const act = acts[id];
    return act && !BY_KEY_ALONE.includes(id) ? [{ id, name: t(`keys.acts.${id}`), key: hint(id), kind: "act", first: FIRST.includes(id), off: act.off ?? null, run: () => act.run(0) }] : [];
  });
  const place = (id: string, name: string, run: () => void, key: string | null = null): PaletteAct => ({ id: `to-${id}`, name, key, kind: "view", first: false, off: null, run });
  return [
    ...done,
    ...ALL_QUEUES.map((queue, index) => place(queue, t(`nav.${queue}`), () => go.queue(queue), SHORTCUTS.queue.keys[index] && QUEUES[index] ? keyLabel(SHORTCUTS.queue.keys[index]) : null)),
    place("tasks", t("tasks.title"), go.tasks, hint("tasks")),
    ...SCREENS.map(([screen, name]) => place(screen, t(name), () => go.screen(screen))),
    place("today", t("palette.screens.today"), () => go.day("today")),
    ...(go.mayEnd ? [place("end", t("palette.screens.end"), () => go.day("end"))] : []),
    place("next-steps", t("palette.screens.nextSteps"), () => go.day("next_steps")),
  ];
}
