import { useMarkRoute, type PatientView, type PreferencesView } from "@/api";
import { WhyDialog } from "@/components";
import { t } from "@/i18n";
import { loudName } from "@/lib/names";

type Props = { to: "unsafe" | "safe"; patient: PatientView; preferences: PreferencesView; onClose: () => void };

/** Texts could reach the wrong person, or could again be sent: either way somebody says why. */
export function RouteDialog({ to, patient, preferences, onClose }: Props) {
  const away = to === "unsafe";
  const own = away
    ? { title: t("consent.unsafe.markTitle"), reason: t("consent.unsafe.reason"), placeholder: t("consent.unsafe.reasonPlaceholder"), save: t("consent.unsafe.markSave"), saved: t("consent.unsafe.marked") }
    : { title: t("consent.unsafe.backTitle"), reason: t("consent.unsafe.backReason"), placeholder: t("consent.unsafe.backPlaceholder"), save: t("consent.unsafe.backSave"), saved: t("consent.unsafe.unmarked") };
  const words = { ...own, needed: t("consent.unsafe.needed"), help: t("consent.unsafe.reasonHelp") };
  const ask = (reason: string) => ({ patient: patient.id, channel: preferences.channel, is_unsafe: away, reason });
  return (
    <WhyDialog ids="route" words={words} about={loudName(patient)} variant={away ? "danger" : "primary"} command={useMarkRoute()} ask={ask} onClose={onClose}>
      {away ? t("consent.unsafe.markHelp") : t("consent.unsafe.backHelp", { reason: preferences.unsafe_route?.reason ?? "" })}
    </WhyDialog>
  );
}
