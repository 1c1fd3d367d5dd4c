import { PhoneCall } from "lucide-react";
import { Button } from "@/components";
import { t } from "@/i18n";
import styles from "./due.module.css";

/** What is urgent is telephoned first: stands over the box until somebody has tried. */
export function CallFirst({ onCall }: { /** Null: this person may not write calls down. */ onCall: (() => void) | null }) {
  return (
    <div className={styles.callFirst} role="status" data-testid="call-first">
      <PhoneCall size={15} aria-hidden="true" />
      <span>{t("due.callFirst.text")}</span>
      {onCall && <Button size="small" variant="primary" onClick={onCall} data-testid="call-first-open">{t("due.callFirst.call")}</Button>}
    </div>
  );
}
