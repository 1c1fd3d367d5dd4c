import type { PatientView } from "@/contract/PatientView";
import { t } from "@/i18n";
import { birthDate } from "@/lib/dates";
import { formatNhsNumber, formatPhone } from "@/lib/numbers";
import styles from "./Identity.module.css";

/** The facts by which a person makes sure that it is this patient and no other. Never cut short. */
export function IdentityFacts({ patient, number }: { patient: PatientView; number?: string | undefined }) {
  return (
    <>
      <span className={styles.fact}>
        {patient.birth_date ? <><i>{t("identity.born")}</i> <b>{birthDate(patient.birth_date)}</b>{patient.age !== null && ` ${t("identity.age", { age: patient.age })}`}</> : t("identity.noBirthDate")}
      </span>
      <span className={styles.fact}>
        {patient.nhs_number ? <><i>{t("identity.nhs")}</i> <b>{formatNhsNumber(patient.nhs_number)}</b></> : t("identity.noNhs")}
      </span>
      {number && <span className={styles.fact}><span className="unseen">{t("identity.number")} </span><b>{formatPhone(number)}</b></span>}
    </>
  );
}
