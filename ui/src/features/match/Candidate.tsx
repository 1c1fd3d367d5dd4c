import type { PatientView, ProxyCandidateView } from "@/api";
import { IdentityFacts } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { bannerName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { whoWords } from "@/lib/people";
import styles from "./Match.module.css";

type Props = { patient: PatientView; name: string; number: string; checked: boolean; onChoose: () => void };

/** A patient to choose, with all that tells them from another. */
export const Candidate = ({ patient, name, number, checked, onChoose }: Props) => (
  <label className={field.card} data-testid="match-candidate" data-patient={patient.id}>
    <input type="radio" name={name} checked={checked} onChange={onChoose} />
    <b className={styles.name}><bdi>{bannerName(patient)}</bdi></b>
    <small className={styles.facts}>
      <IdentityFacts patient={patient} />
      <span className={styles.numbers}>
        {patient.contact_points.filter(({ use }) => use !== "old").map((point) => (
          <span key={point.number} className={point.number === number ? styles.this : undefined}>{formatPhone(point.number)}{point.number === number && ` (${t("identity.inUse")})`}</span>
        ))}
      </span>
    </small>
  </label>
);

type PersonProps = { person: ProxyCandidateView; name: string; checked: boolean; onChoose: () => void };

/** Somebody who may be written to about a patient, with all that tells the patient from another. */
export const PersonCandidate = ({ person: { who, patient, proxy }, name, checked, onChoose }: PersonProps) => (
  <label className={field.card} data-testid="match-person" data-proxy={proxy}>
    <input type="radio" name={name} checked={checked} onChange={onChoose} />
    <b className={styles.name}><bdi>{t("people.match.about", { who: whoWords(who) })}</bdi> <bdi>{bannerName(patient)}</bdi></b>
    <small className={styles.facts}><IdentityFacts patient={patient} /></small>
  </label>
);
