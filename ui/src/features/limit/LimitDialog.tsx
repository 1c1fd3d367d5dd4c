import { useId, useState, type FormEvent } from "react";
import { useLimitMessaging, type OpenWayView, type PatientView, type PreferencesView } from "@/api";
import { Button, DayField, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { inMonths, isoDay } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { firstName, loudName } from "@/lib/names";
import { WAYS } from "./words";
import styles from "./Limit.module.css";

/** Sets a limit, or changes what it says: why, what stays open, and when somebody looks again. */
export function LimitDialog({ patient, preferences, onClose }: { patient: PatientView; preferences: PreferencesView; onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const save = useLimitMessaging();
  const { limit: known, needs } = preferences;
  const name = firstName(patient);
  const [reason, setReason] = useState(known?.reason ?? "");
  const [open, setOpen] = useState<OpenWayView[]>(known?.open ?? [...WAYS]);
  const [review, setReview] = useState(known && known.review_on > isoDay(new Date()) ? known.review_on : inMonths(3));
  const [asked, setAsked] = useState(false);

  const noReason = !reason.trim() ? t("limit.dialog.needReason") : null;
  const noWay = !open.length ? t("limit.dialog.needOpen") : needs.cannot_phone && open.every((way) => way === "telephone") ? t("limit.dialog.needTelephone", { name }) : null;
  const noDay = !review ? t("limit.dialog.needReview") : review <= isoDay(new Date()) ? t("limit.dialog.reviewPast") : review > inMonths(12) ? t("limit.dialog.reviewFar") : null;
  const toggle = (way: OpenWayView) => setOpen(WAYS.filter((one) => (one === way) !== open.includes(one)));

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (noReason) return document.getElementById(`${id}reason`)?.focus();
    if (noWay) return document.getElementById(`${id}telephone`)?.focus();
    if (noDay) return document.getElementById(`${id}review`)?.querySelector<HTMLElement>('[role="spinbutton"]')?.focus();
    if (save.isPending) return;
    save.mutate({ patient: patient.id, reason: reason.trim(), open, review_on: review }, {
      onSuccess() {
        toast({ text: t(known ? "limit.dialog.changed" : "limit.dialog.saved") });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={t(known ? "limit.dialog.changeTitle" : "limit.dialog.title", { name })} testId="limit-dialog">
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        <p className={styles.help}>{t("limit.dialog.help", { name })}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}reason`}>{t("limit.dialog.reason")}</label>
          <textarea
            id={`${id}reason`} className={field.input} rows={2} value={reason} autoFocus dir="auto" aria-required aria-invalid={asked && !!noReason} aria-describedby={`${id}reasonhelp`} data-testid="limit-reason"
            placeholder={t("limit.dialog.reasonPlaceholder")} onChange={(event) => setReason(event.target.value)}
          />
          <p id={`${id}reasonhelp`} role="status" className={asked && noReason ? field.error : field.help}>{(asked && noReason) || t("limit.dialog.reasonHelp")}</p>
        </div>
        <fieldset aria-describedby={`${id}openhelp`} data-testid="limit-open">
          <legend className={field.label}>{t("limit.dialog.open", { name })}</legend>
          <div className={styles.ways}>
            {WAYS.map((way) => (
              <label key={way} className={field.check}>
                <input id={`${id}${way}`} type="checkbox" checked={open.includes(way)} onChange={() => toggle(way)} data-testid={`limit-open-${way}`} />
                {t(`limit.dialog.openLabels.${way}`)}
              </label>
            ))}
          </div>
          <p id={`${id}openhelp`} role="status" className={asked && noWay ? field.error : field.help}>{(asked && noWay) || t("limit.dialog.openHelp")}</p>
        </fieldset>
        <div id={`${id}review`} className={field.field}>
          <DayField label={t("limit.dialog.reviewOn")} value={review} onChange={setReview} invalid={asked && !!noDay} describedBy={`${id}reviewhelp`} testId="limit-review" />
          <p id={`${id}reviewhelp`} role="status" className={asked && noDay ? field.error : field.help}>{(asked && noDay) || t("limit.dialog.reviewHelp")}</p>
        </div>
        <p className={field.error} role="status" data-testid="limit-problem">{save.error ? sentence(save.error) : ""}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={save.isPending} data-testid="limit-save">{t(save.isPending ? "limit.dialog.saving" : known ? "limit.dialog.saveChange" : "limit.dialog.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
