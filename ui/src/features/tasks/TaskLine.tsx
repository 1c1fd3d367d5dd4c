import { ListTodo } from "lucide-react";
import type { TaskView } from "@/api";
import { Chip } from "@/components";
import { t } from "@/i18n";
import { cut, visible } from "@/lib/text";
import { actWords, dueWords, isOpen, isOverdue } from "./words";
import { closedWords } from "./TaskCard";
import styles from "./Tasks.module.css";

/** How much of what is to be done stands in a line. */
const SHORT = 60;

/** A task, at the message it is about. Of what cannot wait it says what it is; the list of tasks says all of it. */
export function TaskLine({ task, onCall }: { task: TaskView; onCall: (() => void) | null }) {
  const now = new Date();
  const open = isOpen(task);
  return (
    <p className={styles.line} data-testid="task-line" data-task={task.id} data-state={task.state.state}>
      <Chip tone={isOverdue(task, now) ? "urgent" : open ? "time" : "neutral"} icon={<ListTodo size={12} aria-hidden="true" />}>
        {task.reason === "by_hand" && task.urgent ? <bdi>{visible(cut(task.what.split(/[.\n]/u)[0] ?? "", SHORT))}.</bdi> : `${t("tasks.thread.task", { act: actWords(task.route, task.name) })}.`} {open ? dueWords(task, now) : closedWords(task, now)}
      </Chip>
      {open && onCall && <button type="button" className={styles.link} onClick={onCall} data-testid="task-line-call">{t(task.route === "letter" ? "tasks.letter" : "tasks.call")}</button>}
    </p>
  );
}
