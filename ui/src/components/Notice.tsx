import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type Props = { tone: "accent" | "time" | "urgent"; icon: ReactNode; text: string; /** Read out at once, not when the reader has time for it. */ alert?: boolean; testId: string; data?: Record<`data-${string}`, string>; children?: ReactNode };

/** A band above everything: something is the case for the whole practice, and what can be done about it. */
export function Notice({ tone, icon, text, alert = false, testId, data, children }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={alert ? "alert" : "status"} data-testid={testId} {...data}>
      {icon}
      <span>{text}</span>
      {children}
    </div>
  );
}
