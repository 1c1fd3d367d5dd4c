import { CircleAlert, Clock } from "lucide-react";
import type { AppView } from "@/api";
import { Button, Notice } from "@/components";
import { t } from "@/i18n";
import { longDay } from "@/lib/dates";

/** Said above everything when the provider's papers stop sending, or are about to. */
export function ProviderNotice({ app, onOpen }: { app: AppView; onOpen: (() => void) | null }) {
  const { provider } = app;
  if (provider.state === "good" || provider.state === "not_needed") return null;
  // Before a policy is adopted its own notice says the same, and comes first.
  if (provider.state === "missing" && app.policy_version === null) return null;
  const bad = provider.state === "expired";
  const fact = t(`practice.provider.facts.${provider.fact}`);
  return (
    <Notice tone={bad ? "urgent" : "time"} icon={bad ? <CircleAlert size={15} aria-hidden="true" /> : <Clock size={15} aria-hidden="true" />} text={t(`practice.provider.notice.${provider.state}`, { fact, date: "on" in provider ? longDay(provider.on) : "" })} testId="provider-notice" data={{ "data-state": provider.state }}>
      {onOpen && <Button size="small" onClick={onOpen} data-testid="provider-notice-open">{t("practice.provider.notice.open")}</Button>}
    </Notice>
  );
}
