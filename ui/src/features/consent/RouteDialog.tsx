import { useId, useState, type FormEvent } from "react";
import { useMarkRoute, type PatientView, type PreferencesView } from "@/api";
import { Button, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { loudName } from "@/lib/names";
import styles from "./Consent.module.css";

type Props = { to: "unsafe" | "safe"; patient: PatientView; preferences: PreferencesView; onClose: () => void };

/** Texts could reach the wrong person, or could again be sent: either way somebody says why. */
export function RouteDialog({ to, patient, preferences, onClose }: Props) {
  const id = useId();
  const toast = useToast();
  const mark = useMarkRoute();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const away = to === "unsafe";
  const missing = asked && !reason.trim();
  const problem = missing ? t("consent.unsafe.needed") : mark.error && sentence(mark.error);

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!reason.trim()) return document.getElementById(id)?.focus();
    if (mark.isPending) return;
    mark.mutate({ patient: patient.id, channel: preferences.channel, is_unsafe: away, reason: reason.trim() }, {
      onSuccess() {
        toast({ text: away ? t("consent.unsafe.marked") : t("consent.unsafe.unmarked") });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={away ? t("consent.unsafe.markTitle") : t("consent.unsafe.backTitle")} testId="route-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        <p>{away ? t("consent.unsafe.markHelp") : t("consent.unsafe.backHelp", { reason: preferences.unsafe_route?.reason ?? "" })}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{away ? t("consent.unsafe.reason") : t("consent.unsafe.backReason")}</label>
          <textarea
            id={id} className={field.input} value={reason} autoFocus dir="auto" aria-invalid={!!problem} aria-describedby={`${id}help`} data-testid="route-reason"
            placeholder={away ? t("consent.unsafe.reasonPlaceholder") : t("consent.unsafe.backPlaceholder")} onChange={(event) => setReason(event.target.value)}
          />
          <p id={`${id}help`} role="status" className={problem ? field.error : field.help}>{problem ?? t("consent.unsafe.reasonHelp")}</p>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant={away ? "danger" : "primary"} type="submit" disabled={mark.isPending} data-testid="route-save">{away ? t("consent.unsafe.markSave") : t("consent.unsafe.backSave")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
