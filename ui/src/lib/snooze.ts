import type { SnoozedView } from "@/contract/SnoozedView";
import type { SnoozeLineView } from "@/contract/SnoozeLineView";
import { t } from "@/i18n";

/** Until when, and what it waits for, in one sentence. */
export function stateWords({ words, label, wakes_on_reply }: SnoozedView): string {
  return [t("snooze.state", { words }), label && t("snooze.waits", { label }), !wakes_on_reply && t("snooze.stays")].filter(Boolean).join(". ");
}

/** What happened, in a sentence that names who did it. */
export function snoozeLineWords({ kind, by, until, label }: SnoozeLineView): string {
  const words = { by: by ?? t("duty.somebody"), until: until ?? "", label };
  return kind === "snoozed" && label ? t("snooze.lines.snoozedFor", words) : t(`snooze.lines.${kind}`, words);
}
