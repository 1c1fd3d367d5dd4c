import { CalendarClock, Check, Circle } from "lucide-react";
import { useAcceptPolicy, type PolicyView } from "@/api";
import { Button, useToast } from "@/components";
import { t } from "@/i18n";
import { civilDay, isoDay, longDay } from "@/lib/dates";
import styles from "./Policy.module.css";

/** Who has accepted the version in force, and who is still to. */
export function Acceptance({ view, me }: { view: PolicyView; me: string }) {
  const mine = view.accepted.find(({ name }) => name === me);
  const now = new Date();
  return (
    <aside className={styles.aside} aria-label={t("policy.acceptance")}>
      {view.holidays_end_on && <p className={styles.warning} data-testid="policy-holidays"><CalendarClock size={15} aria-hidden="true" />{t("policy.holidays", { date: longDay(view.holidays_end_on) })}</p>}
      {view.version !== null && (
        <>
          {!view.accepted_by_me && <Accept version={view.version} />}
          {view.accepted_by_me && mine && <p className={styles.soft}>{t("policy.acceptedByMe", { date: longDay(isoDay(new Date(mine.at))) })}</p>}
          <section data-testid="policy-acceptance">
            <h3>{t("policy.acceptance")}</h3>
            {view.not_yet_accepted.length === 0 && <p className={styles.soft}>{t("policy.everybody")}</p>}
            <ul className={styles.people}>
              {view.not_yet_accepted.map((name) => <li key={name} data-testid="policy-not-yet"><Circle size={14} aria-hidden="true" /><bdi>{name}</bdi><span>{t("policy.notYet")}</span></li>)}
              {view.accepted.map(({ name, at }) => <li key={name} data-testid="policy-has"><Check size={14} className={styles.tickIcon} aria-label={t("policy.acceptedBy")} /><bdi>{name}</bdi><span>{civilDay(isoDay(new Date(at)), now)}</span></li>)}
            </ul>
          </section>
        </>
      )}
    </aside>
  );
}

function Accept({ version }: { version: number }) {
  const accept = useAcceptPolicy();
  const toast = useToast();
  const problem = accept.error && (accept.error.code === "stale_view" ? t("policy.acceptStale") : t("policy.acceptFailed", { message: accept.error.message }));
  return (
    <div className={styles.accept}>
      <Button variant="primary" disabled={accept.isPending} onClick={() => accept.mutate({ version }, { onSuccess: () => toast({ text: t("policy.adopt.acceptedToast") }) })} data-testid="policy-accept">{accept.isPending ? t("policy.accepting") : t("policy.accept")}</Button>
      {problem && <p role="alert" className={styles.bad}>{problem}</p>}
    </div>
  );
}
