import { ShieldAlert } from "lucide-react";
import type { TaskView } from "@/api";
import { t } from "@/i18n";
import { cut, visible } from "@/lib/text";
import styles from "./Tasks.module.css";

const QUOTED = 320;

/** What was to be said, or what the patient asked. */
export function Quote({ task }: { task: TaskView }) {
  if (!task.quote) return null;
  const asked = task.reason === "reply_barred";
  return (
    <blockquote className={styles.quote}>
      <span>{t(asked ? "tasks.asked" : "tasks.quote")}</span>
      <p dir="auto">{visible(cut(task.quote, QUOTED))}{task.quote.length > QUOTED && "…"}</p>
    </blockquote>
  );
}

/** Somebody else may answer, listen or read. */
export const Caution = ({ shown }: { shown: boolean }) => shown && <p className={styles.caution}><ShieldAlert size={14} aria-hidden="true" />{t("tasks.leaveNoMessage")}</p>;
