import { FlaskConical, ScrollText } from "lucide-react";
import type { AppView } from "@/api";
import { Button, Notice } from "@/components";
import { t } from "@/i18n";

/** Said above everything while no policy is adopted, and to whoever has not accepted the one in force. */
export function PolicyNotice({ app, onOpen }: { app: AppView; onOpen: (() => void) | null }) {
  const none = app.policy_version === null;
  if (!none && app.policy_accepted) return null;
  return (
    <Notice tone={none ? "time" : "accent"} icon={none ? <FlaskConical size={15} aria-hidden="true" /> : <ScrollText size={15} aria-hidden="true" />} text={none ? t("policy.testMode") : t("policy.acceptFirst")} testId="policy-notice" data={{ "data-notice": none ? "test" : "accept" }}>
      {onOpen && <Button size="small" onClick={onOpen} data-testid="policy-notice-open">{none ? t("policy.testModeOpen") : t("policy.acceptOpen")}</Button>}
    </Notice>
  );
}
