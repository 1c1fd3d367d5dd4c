import type { PatientView } from "@/api";
import { IdentityFacts } from "@/components";
import { t } from "@/i18n";
import { bannerName } from "@/lib/names";
import styles from "./IdentityStrip.module.css";

/** Directly above what is being written: to whom it goes, and at which number. */
export const IdentityStrip = ({ patient, number }: { patient: PatientView; number: string }) => (
  <section className={styles.strip} data-testid="identity-strip" data-patient={patient.id} aria-label={t("identity.strip")}>
    <strong className={styles.name}><bdi>{bannerName(patient)}</bdi></strong>
    <IdentityFacts patient={patient} number={number} />
  </section>
);
