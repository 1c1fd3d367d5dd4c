import { ListTodo } from "lucide-react";
import type { TaskView } from "@/api";
import { Chip } from "@/components";
import { t } from "@/i18n";
import { visible } from "@/lib/text";
import { actWords, dueWords, isOpen, isOverdue } from "./words";
import { closedWords } from "./TaskCard";
import styles from "./Tasks.module.css";

/** A task, at the message it is about. */
export function TaskLine({ task, onCall }: { task: TaskView; onCall: (() => void) | null }) {
  const now = new Date();
  const open = isOpen(task);
  return (
    <p className={styles.line} data-testid="task-line" data-task={task.id} data-state={task.state.state}>
      <Chip tone={isOverdue(task, now) ? "urgent" : open ? "time" : "neutral"} icon={<ListTodo size={12} aria-hidden="true" />}>
        {task.reason === "by_hand" && task.urgent ? <bdi>{visible(task.what)}</bdi> : `${t("tasks.thread.task", { act: actWords(task.route, task.name) })}.`} {open ? dueWords(task, now) : closedWords(task, now)}
      </Chip>
      {open && onCall && <button type="button" className={styles.link} onClick={onCall} data-testid="task-line-call">{t(task.route === "letter" ? "tasks.letter" : "tasks.call")}</button>}
    </p>
  );
}
