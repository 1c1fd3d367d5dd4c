import { useEndProxy, type PatientView, type ProxyView } from "@/api";
import { WhyDialog } from "@/components";
import { t } from "@/i18n";
import { loudName } from "@/lib/names";
import { whoWords } from "@/lib/people";

/** Somebody is no longer to be written to about a patient, and why. */
export function EndDialog({ patient, proxy, onClose }: { patient: PatientView; proxy: ProxyView; onClose: () => void }) {
  const words = {
    title: t("people.ending.title", { name: whoWords(proxy.who) }), reason: t("people.ending.reason"), placeholder: t("people.ending.placeholder"),
    needed: t("people.ending.needed"), save: t("people.ending.save"), saved: t("people.ending.ended"),
  };
  return (
    <WhyDialog ids="person-end" words={words} about={loudName(patient)} variant="danger" command={useEndProxy()} ask={(reason) => ({ patient: patient.id, proxy: proxy.id, reason })} onClose={onClose}>
      {t("people.ending.help", { name: proxy.who.name })}
    </WhyDialog>
  );
}
