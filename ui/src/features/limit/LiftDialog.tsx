import { useLiftLimit, type PatientView } from "@/api";
import { WhyDialog } from "@/components";
import { t } from "@/i18n";
import { firstName, loudName } from "@/lib/names";

/** The patient's texts are answered again, and why. */
export function LiftDialog({ patient, onClose }: { patient: PatientView; onClose: () => void }) {
  const words = {
    title: t("limit.lifting.title", { name: firstName(patient) }), reason: t("limit.lifting.reason"), placeholder: t("limit.lifting.placeholder"),
    needed: t("limit.lifting.needed"), save: t("limit.lifting.save"), saved: t("limit.lifting.saved"),
  };
  return (
    <WhyDialog ids="lift" words={words} about={loudName(patient)} variant="primary" command={useLiftLimit()} ask={(reason) => ({ patient: patient.id, reason })} onClose={onClose}>
      {t("limit.lifting.help")}
    </WhyDialog>
  );
}
