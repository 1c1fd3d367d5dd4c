import type { PatientView, ProxyView } from "@/api";
import { IdentityFacts } from "@/components";
import { t } from "@/i18n";
import { bannerName } from "@/lib/names";
import { whoWords } from "@/lib/people";
import styles from "./IdentityStrip.module.css";

/** Directly above what is being written: to whom it goes, and at which number. */
export const IdentityStrip = ({ patient, number, with: proxy }: { patient: PatientView; number: string; with: ProxyView | null }) => (
  <section className={styles.strip} data-testid="identity-strip" data-patient={patient.id} aria-label={t("identity.strip")}>
    {proxy && <span className={styles.to} data-testid="identity-with"><strong><bdi>{t("people.to", { who: whoWords(proxy.who) })}</bdi></strong>{" "}</span>}
    <strong className={styles.name}><bdi>{bannerName(patient)}</bdi></strong>
    <IdentityFacts patient={patient} number={number} />
  </section>
);
