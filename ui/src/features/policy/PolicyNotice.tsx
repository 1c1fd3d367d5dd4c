import { FlaskConical, ScrollText } from "lucide-react";
import type { AppView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import styles from "./Policy.module.css";

/** Said above everything while no policy is adopted, and to whoever has not accepted the one in force. */
export function PolicyNotice({ app, onOpen }: { app: AppView; onOpen: (() => void) | null }) {
  const none = app.policy_version === null;
  if (!none && app.policy_accepted) return null;
  return (
    <div className={`${styles.notice} ${none ? styles.test : ""}`} role="status" data-testid="policy-notice" data-notice={none ? "test" : "accept"}>
      {none ? <FlaskConical size={15} aria-hidden="true" /> : <ScrollText size={15} aria-hidden="true" />}
      <span>{none ? t("policy.testMode") : t("policy.acceptFirst")}</span>
      {onOpen && <Button size="small" onClick={onOpen} data-testid="policy-notice-open">{none ? t("policy.testModeOpen") : t("policy.acceptOpen")}</Button>}
    </div>
  );
}
