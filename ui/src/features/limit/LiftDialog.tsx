import { useId, useState, type FormEvent } from "react";
import { useLiftLimit, type PatientView } from "@/api";
import { Button, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { firstName, loudName } from "@/lib/names";
import styles from "./Limit.module.css";

/** The patient's texts are answered again, and why. */
export function LiftDialog({ patient, onClose }: { patient: PatientView; onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const lift = useLiftLimit();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const problem = asked && !reason.trim() ? t("limit.lifting.needed") : lift.error && sentence(lift.error);

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!reason.trim()) return document.getElementById(id)?.focus();
    if (lift.isPending) return;
    lift.mutate({ patient: patient.id, reason: reason.trim() }, {
      onSuccess() {
        toast({ text: t("limit.lifting.saved") });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={t("limit.lifting.title", { name: firstName(patient) })} testId="lift-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        <p>{t("limit.lifting.help")}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{t("limit.lifting.reason")}</label>
          <textarea id={id} className={field.input} value={reason} autoFocus dir="auto" aria-required aria-invalid={!!problem} aria-describedby={`${id}help`} placeholder={t("limit.lifting.placeholder")} onChange={(event) => setReason(event.target.value)} data-testid="lift-reason" />
          <p id={`${id}help`} role="status" className={field.error}>{problem}</p>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={lift.isPending} data-testid="lift-save">{t("limit.lifting.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
