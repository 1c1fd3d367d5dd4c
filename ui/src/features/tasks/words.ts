import type { NameView, TaskView, WayView } from "@/api";
import { t } from "@/i18n";
import { clockOn } from "@/lib/dates";
import { firstName } from "@/lib/names";

/** "Ring Ana". */
export const actWords = (route: WayView, name: NameView | null): string => t(`tasks.act.${route}`, { name: name ? firstName(name) : t("tasks.somebody") });

/** Why it is there, in one sentence. */
export const reasonWords = (task: TaskView): string => t(`tasks.reason.${task.reason}`, { name: task.made_by ?? t("app.name") });

/** "By 14:30", "By 24 Nov, 10:00", "Overdue since 10:00". */
export function dueWords(task: TaskView, now: Date): string {
  const time = clockOn(task.due, now.toISOString());
  return t(isOverdue(task, now) ? "tasks.overdue" : "tasks.due", { time });
}

export const isOpen = (task: TaskView): boolean => task.state.state === "open";

/** Asked again with every look: a list that stands on the screen grows old. */
export const isOverdue = (task: TaskView, now: Date): boolean => isOpen(task) && Date.parse(task.due) < now.getTime();
