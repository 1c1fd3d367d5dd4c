import { AlarmClock, CircleAlert, Clock, Eye, Highlighter } from "lucide-react";
import type { DueView } from "@/contract/DueView";
import { t } from "@/i18n";
import { dueTime, fullTime } from "@/lib/dates";
import { Chip } from "./Small";
import styles from "./small.module.css";

const ICONS = { near: AlarmClock, overdue: CircleAlert };

/** What is due, in a word and with a sign. Time passes while the window stands open: what is over is overdue at once. */
export function DueChip({ due, now, short = false }: { due: DueView; now: number; short?: boolean }) {
  const state = new Date(due.at).getTime() <= now ? "overdue" : due.state === "overdue" ? "near" : due.state;
  const time = dueTime(due.at, new Date(now));
  const what = !due.raised ? due.awaited : due.awaited === "answer" ? "raised_answer" : "raised";
  const words = t(`due.${what}.${state}`, { time });
  const Icon = due.raised ? Highlighter : state === "in_time" ? (due.awaited === "answer" ? Clock : Eye) : ICONS[state];
  const mark = <Icon size={11} aria-hidden="true" />;
  const shown = short ? t(`due.short.${what}.${state}`, { time }) : words;
  const title = `${words} (${fullTime(due.at)})`;
  return (
    <span data-testid="due" data-due={state} data-raised={due.raised} className={styles.due}>
      {state === "in_time" && short && !due.raised
        ? <span className={styles.inTime} title={title}>{mark}<span className="unseen">{words}</span><span aria-hidden="true">{shown}</span></span>
        : <Chip tone={due.raised || state === "overdue" ? "urgent" : state === "near" ? "time" : "neutral"} icon={mark} title={title}>{shown}</Chip>}
    </span>
  );
}
