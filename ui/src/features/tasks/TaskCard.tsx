import { FileText, Mail, MessageSquareLock, MessageSquareText, Phone, type LucideIcon } from "lucide-react";
import { useTaskCommand, type ErrorView, type StaffView, type TaskView, type WayView } from "@/api";
import { Button, Chip, useToast } from "@/components";
import { t } from "@/i18n";
import { clockOn, fullTime } from "@/lib/dates";
import { errorWords } from "@/lib/errors";
import { listName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { Caution, Quote } from "./Parts";
import type { TaskAsking } from "./useTaskDialogs";
import { actWords, dueWords, isOpen, isOverdue, reasonWords } from "./words";
import styles from "./Tasks.module.css";

export const WAY_ICONS: Record<WayView, LucideIcon> = { sms: MessageSquareText, secure_message: MessageSquareLock, email: Mail, letter: FileText, phone: Phone };

type Props = {
  task: TaskView;
  me: StaffView;
  staff: StaffView[];
  mayAct: boolean;
  /** In the patient's pane the patient's name is plain, and there is little room. */
  compact?: boolean;
  onAsk: (asking: TaskAsking) => void;
  onOpen?: ((conversation: string) => void) | undefined;
};

/** One task: whom to reach, why, by when, and what can be done. */
export function TaskCard({ task, me, staff, mayAct, compact = false, onAsk, onOpen }: Props) {
  const now = new Date();
  const toast = useToast();
  const assign = useTaskCommand("assign_task");
  const Icon = WAY_ICONS[task.route];
  const open = isOpen(task);
  const late = isOverdue(task, now);
  const owner = task.owner === me.id ? t("tasks.yours") : task.owner ? t("tasks.owner", { name: staff.find(({ id }) => id === task.owner)?.name ?? "" }) : t("tasks.anybody");
  const give = (to: string | null) => assign.mutate({ task: task.id, owner: to }, { onError: (error: ErrorView) => toast({ tone: "bad", text: t("tasks.problem", { message: errorWords(error) }) }) });
  const { conversation } = task;
  const record = (about: "call" | "letter") => conversation && onAsk({ about, conversation, patient: task.patient, name: task.name, number: task.number, task });
  return (
    <article className={`${styles.card} ${compact ? styles.compact : ""}`} data-testid="task" data-task={task.id} data-state={task.state.state} data-overdue={late} aria-label={actWords(task.route, task.name)}>
      <span className={styles.icon} aria-hidden="true"><Icon size={16} /></span>
      <div className={styles.what}>
        <p className={styles.title}>
          <b>{actWords(task.route, task.name)}</b>
          {!compact && task.name && <bdi className={styles.soft}>{listName(task.name)}</bdi>}
          {open && task.route === "phone" && task.number && <span className={styles.number}>{formatPhone(task.number)}</span>}
        </p>
        {task.what && <p className={styles.words} dir="auto">{task.what}</p>}
        <p className={styles.soft}>{reasonWords(task)}</p>
        {open && task.arrived_at && <p className={styles.words} data-testid="task-arrived">{t("tasks.arrivedSince", { time: clockOn(task.arrived_at, now.toISOString()) })}</p>}
        {open && !compact && <Quote task={task} />}
        {open && <Caution shown={task.leave_no_message} />}
        <p className={styles.chips}>
          {open && <Chip tone={late ? "urgent" : "time"} title={fullTime(task.due)}>{dueWords(task, now)}</Chip>}
          {open && task.urgent && <Chip tone="urgent">{t("tasks.urgent")}</Chip>}
          {open && <Chip tone={task.owner === me.id ? "accent" : "neutral"}>{owner}</Chip>}
          {!open && <span className={styles.soft}>{closedWords(task, now)}</span>}
        </p>
        {closing(task) && <p className={styles.words} dir="auto">{closing(task)}</p>}
        {open && mayAct && (
          <p className={styles.acts}>
            {conversation && task.route !== "letter" && <Button size="small" icon={<Phone size={13} />} onClick={() => record("call")} data-testid="task-call">{t("tasks.call")}</Button>}
            {conversation && task.route === "letter" && <Button size="small" icon={<FileText size={13} />} onClick={() => record("letter")} data-testid="task-letter">{t("tasks.letter")}</Button>}
            <Button size="small" onClick={() => onAsk({ about: "end", task, done: true })} data-testid="task-done">{t("tasks.done")}</Button>
            <Button size="small" variant="quiet" onClick={() => onAsk({ about: "end", task, done: false })} data-testid="task-cancel">{t("tasks.cancel")}</Button>
            {task.owner === me.id
              ? <Button size="small" variant="quiet" onClick={() => give(null)} data-testid="task-give-back">{t("tasks.giveBack")}</Button>
              : <Button size="small" variant="quiet" onClick={() => give(me.id)} data-testid="task-take">{t("tasks.take")}</Button>}
            {onOpen && conversation && <Button size="small" variant="quiet" onClick={() => onOpen(conversation)} data-testid="task-open">{t("tasks.open")}</Button>}
          </p>
        )}
      </div>
    </article>
  );
}

/** How it ended, by whom and when. */
export function closedWords({ state: how }: TaskView, now: Date): string {
  if (how.state === "open") return "";
  const [state, time] = [t(`tasks.state.${how.state}`), clockOn(how.at, now.toISOString())];
  return "by" in how && how.by ? t("tasks.closedBy", { state, name: how.by, time }) : t("tasks.closed", { state, time });
}

function closing({ state }: TaskView): string | null {
  if (state.state === "done") return state.outcome;
  return state.state === "cancelled" ? state.reason : null;
}
