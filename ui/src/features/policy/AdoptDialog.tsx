import { ArrowRight } from "lucide-react";
import { Fragment } from "react";
import type { ErrorView } from "@/api";
import { Button, Dialog, DialogActions } from "@/components";
import { t } from "@/i18n";
import type { Change } from "./describe";
import styles from "./Policy.module.css";

type Props = { version: number; changes: Change[]; error: ErrorView | null; pending: boolean; onClose: () => void; onConfirm: () => void };

/** What follows from adopting, and what it changes, before it counts. */
export function AdoptDialog({ version, changes, error, pending, onClose, onConfirm }: Props) {
  return (
    <Dialog open wide onClose={onClose} title={t("policy.adopt.title", { version })} testId="policy-adopt-dialog">
      <p>{version === 1 ? t("policy.adopt.first") : t("policy.adopt.next")}</p>
      {changes.length > 0 && (
        <section className={styles.changes} aria-label={t("policy.adopt.changes", { count: changes.length })} tabIndex={0}>
          <h3>{t("policy.adopt.changes", { count: changes.length })}</h3>
          <dl>
            {changes.map((change) => (
              <Fragment key={`${change.section}${change.key}`}>
                <dt>{change.label}</dt>
                <dd data-testid="policy-change">
                  <del><span className="unseen">{t("policy.adopt.was")} </span>{change.was}</del>
                  <ArrowRight size={13} aria-hidden="true" />
                  <ins><span className="unseen">{t("policy.adopt.becomes")} </span>{change.value}</ins>
                </dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
      {error && <p role="alert" className={styles.bad}>{error.message || t("errors.unknown")}</p>}
      <DialogActions>
        <Button onClick={onClose} autoFocus>{t("policy.adopt.cancel")}</Button>
        <Button variant="primary" disabled={pending} onClick={onConfirm} data-testid="policy-adopt-confirm">{pending ? t("policy.adopt.adopting") : t("policy.adopt.button", { version })}</Button>
      </DialogActions>
    </Dialog>
  );
}
