import { ChevronDown, UsersRound } from "lucide-react";
import type { RoleLineView } from "@/api";
import { t } from "@/i18n";
import { fullTime, listTime } from "@/lib/dates";
import { lineWords } from "@/lib/duty";
import styles from "./RoleLines.module.css";

/** What happened with duties between two messages: the last of it, and the rest behind it. */
export function RoleLines({ lines, now }: { lines: RoleLineView[]; now: Date }) {
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

const Line = ({ line, now }: { line: RoleLineView; now: Date }) => (
  <span><UsersRound size={12} aria-hidden="true" /> <bdi>{lineWords(line)}</bdi> <time dateTime={line.at} title={fullTime(line.at)}>{listTime(line.at, now, t("days.yesterday"))}</time></span>
);
