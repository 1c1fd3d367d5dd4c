import type { ReactNode } from "react";
import { initials } from "@/lib/names";
import styles from "./small.module.css";

/** A word about a row: always a word, never only a colour. */
export function Chip({ tone = "neutral", icon, children, title }: { tone?: "urgent" | "time" | "neutral" | "accent"; icon?: ReactNode; children: ReactNode; title?: string }) {
  return <span className={`${styles.chip} ${styles[tone]}`} title={title}>{icon}{children}</span>;
}

export function Avatar({ name, mine = false, large = false, label }: { name: string; mine?: boolean; large?: boolean; label: string }) {
  return (
    <span className={`${styles.avatar} ${mine ? styles.mine : ""} ${large ? styles.largeAvatar : ""}`} role="img" aria-label={label} title={label}>
      {initials(name)}
    </span>
  );
}

/** Says what is the case where there is nothing to show, and what can be done. */
export function Empty({ icon, title, text, bad = false, children, testId }: { icon: ReactNode; title: string; text?: string; bad?: boolean; children?: ReactNode; testId?: string }) {
  return (
    <div className={styles.empty} data-testid={testId}>
      <span className={`${styles.icon} ${bad ? styles.bad : ""}`} aria-hidden="true">{icon}</span>
      <h3>{title}</h3>
      {text && <p>{text}</p>}
      {children && <div className={styles.act}>{children}</div>}
    </div>
  );
}

export const Bone = ({ width, height = 10 }: { width: string | number; height?: number }) => <span className={styles.bone} style={{ width, height }} aria-hidden="true" />;
