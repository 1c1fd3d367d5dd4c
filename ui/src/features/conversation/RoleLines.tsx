import { ChevronDown, TimerReset, UsersRound } from "lucide-react";
import { t } from "@/i18n";
import { fullTime, listTime } from "@/lib/dates";
import { lineWords } from "@/lib/duty";
import { snoozeLineWords } from "@/lib/snooze";
import type { EventLine } from "./rows";
import styles from "./RoleLines.module.css";

/** What happened between two messages, with duties and with snooze: the last of it, and the rest behind it. */
export function RoleLines({ lines, now }: { lines: EventLine[]; now: Date }) {
  const last = lines.at(-1);
  if (!last) return null;
  const earlier = lines.slice(0, -1);
  if (earlier.length === 0) return <p className={styles.line} data-testid="role-line"><Line line={last} now={now} /></p>;
  return (
    <details className={styles.many} data-testid="role-line">
      <summary className={styles.line}><Line line={last} now={now} /> <span className={styles.more}>{t("duty.lines.earlier", { count: earlier.length })}<ChevronDown size={12} aria-hidden="true" /></span></summary>
      <ol>{earlier.toReversed().map((line, index) => <li key={index} className={styles.line}><Line line={line} now={now} /></li>)}</ol>
    </details>
  );
}

const Line = ({ line, now }: { line: EventLine; now: Date }) => (
  <span>{"account" in line ? <UsersRound size={12} aria-hidden="true" /> : <TimerReset size={12} aria-hidden="true" />} <bdi>{"account" in line ? lineWords(line) : snoozeLineWords(line)}</bdi> <time dateTime={line.at} title={fullTime(line.at)}>{listTime(line.at, now, t("days.yesterday"))}</time></span>
);
