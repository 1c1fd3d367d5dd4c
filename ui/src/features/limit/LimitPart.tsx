import { ChevronRight, MessageSquareX } from "lucide-react";
import { useState } from "react";
import { usePreferences, type LimitView, type PatientView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { fullTime } from "@/lib/dates";
import { LiftDialog } from "./LiftDialog";
import { LimitDialog } from "./LimitDialog";
import { dayOf, isReviewDue, openWords, reviewWords } from "./words";
import styles from "./Limit.module.css";

/** In the patient's pane: the limit that stands, what can be done about it, and those before it. */
export function LimitPart({ patient, mayLimit }: { patient: PatientView; mayLimit: boolean }) {
  const known = usePreferences(patient.id).data;
  const [asking, setAsking] = useState<"set" | "lift" | null>(null);
  if (!known || (!known.limit && !known.limits.length && !mayLimit)) return null;
  const { limit } = known;
  const past = limit ? known.limits.slice(1) : known.limits;
  return (
    <section className={styles.part} aria-label={t("limit.title")} data-testid="limit-part">
      {limit && <Standing limit={limit} />}
      {past.length > 0 && <Past limits={past} />}
      {mayLimit && (
        <p className={styles.acts}>
          <Button size="small" variant={limit ? "plain" : "quiet"} icon={<MessageSquareX size={13} />} onClick={() => setAsking("set")} data-testid="limit-set">{t(limit ? "limit.change" : "limit.act")}</Button>
          {limit && <Button size="small" onClick={() => setAsking("lift")} data-testid="limit-part-lift">{t("limit.lift")}</Button>}
        </p>
      )}
      {asking === "set" && <LimitDialog patient={patient} preferences={known} onClose={() => setAsking(null)} />}
      {asking === "lift" && <LiftDialog patient={patient} onClose={() => setAsking(null)} />}
    </section>
  );
}

function Standing({ limit }: { limit: LimitView }) {
  return (
    <div className={styles.card} data-testid="limit-standing">
      <p className={styles.head}><MessageSquareX size={15} aria-hidden="true" /><span><strong>{t("limit.title")}</strong> <span title={fullTime(limit.since)}>{t("limit.since", { date: dayOf(limit.since) })}</span></span></p>
      <p dir="auto">{limit.reason}</p>
      <p>{openWords(limit)}</p>
      <p className={isReviewDue(limit) ? styles.due : undefined}>{reviewWords(limit)}</p>
      <By limit={limit} />
    </div>
  );
}

/** Who set it, and who looked at it since. */
function By({ limit }: { limit: LimitView }) {
  return (
    <>
      <p className={styles.soft} title={fullTime(limit.set_at)}>{t("limit.setBy", { name: limit.set_by ?? "", date: dayOf(limit.set_at) })}</p>
      {limit.reviews.map((one) => <p key={one.at} className={styles.soft}>{t("limit.reviewed", { name: one.by ?? "", date: dayOf(one.at) })}</p>)}
    </>
  );
}

function Past({ limits }: { limits: LimitView[] }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" className={styles.disclose} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="limit-past"><ChevronRight size={13} aria-hidden="true" />{t("limit.past", { count: limits.length })}</button>
      {open && (
        <ol className={styles.past}>
          {limits.map((limit) => (
            <li key={limit.set_at} data-testid="limit-past-one">
              <p dir="auto">{limit.reason}</p>
              <p>{openWords(limit)}</p>
              <By limit={limit} />
              <p className={styles.soft}>{limit.lifted ? t("limit.liftedBy", { name: limit.lifted.by ?? "", date: dayOf(limit.lifted.at) }) : t("limit.replaced")}</p>
              {limit.lifted && <p dir="auto">{limit.lifted.reason}</p>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
