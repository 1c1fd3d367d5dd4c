import { MessageSquareX } from "lucide-react";
import { useId, useState } from "react";
import type { LimitView, PatientView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { fullTime } from "@/lib/dates";
import { LiftDialog } from "./LiftDialog";
import { dayOf, isReviewDue, openWords, reviewWords } from "./words";
import styles from "./Limit.module.css";

/** In the thread, over the box: what is limited, since when, what is open; why, when somebody asks. */
export function LimitBanner({ patient, limit, mayLimit }: { patient: PatientView; limit: LimitView; mayLimit: boolean }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [lifting, setLifting] = useState(false);
  return (
    <div className={styles.banner} role="note" aria-label={t("limit.title")} data-testid="limit-banner">
      <MessageSquareX size={15} aria-hidden="true" />
      <div className={styles.bannerWords}>
        <p>
          <strong>{t("limit.title")}</strong> <span title={fullTime(limit.since)}>{t("limit.since", { date: dayOf(limit.since) })}.</span>{" "}
          <span className={isReviewDue(limit) ? styles.due : undefined}>{reviewWords(limit)}.</span>
        </p>
        {open && (
          <div id={id} className={styles.why} data-testid="limit-why">
            <p dir="auto">{limit.reason}</p>
            <p>{openWords(limit)}.</p>
            <p className={styles.soft}>{t("limit.setBy", { name: limit.set_by ?? "", date: dayOf(limit.set_at) })}. {t("limit.effect")}</p>
          </div>
        )}
      </div>
      <span className={styles.bannerActs}>
        <Button size="small" variant="quiet" aria-expanded={open} {...(open && { "aria-controls": id })} onClick={() => setOpen(!open)} data-testid="limit-show-why">{t(open ? "limit.hideWhy" : "limit.why")}</Button>
        {mayLimit && <Button size="small" variant="quiet" onClick={() => setLifting(true)} data-testid="limit-lift">{t("limit.lift")}</Button>}
      </span>
      {lifting && <LiftDialog patient={patient} onClose={() => setLifting(false)} />}
    </div>
  );
}
