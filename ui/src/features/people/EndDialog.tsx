import { useId, useState, type FormEvent } from "react";
import { useEndProxy, type PatientView, type ProxyView } from "@/api";
import { Button, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { loudName } from "@/lib/names";
import { whoWords } from "@/lib/people";
import styles from "./People.module.css";

/** Somebody is no longer to be written to about a patient, and why. */
export function EndDialog({ patient, proxy, onClose }: { patient: PatientView; proxy: ProxyView; onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const end = useEndProxy();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const problem = asked && !reason.trim() ? t("people.ending.needed") : end.error && sentence(end.error);

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!reason.trim()) return document.getElementById(id)?.focus();
    if (end.isPending) return;
    end.mutate({ patient: patient.id, proxy: proxy.id, reason: reason.trim() }, {
      onSuccess() {
        toast({ text: t("people.ending.ended") });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={t("people.ending.title", { name: whoWords(proxy.who) })} testId="person-end-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.patient}><bdi>{loudName(patient)}</bdi></p>
        <p>{t("people.ending.help", { name: proxy.who.name })}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{t("people.ending.reason")}</label>
          <textarea id={id} className={field.input} value={reason} autoFocus dir="auto" aria-invalid={!!problem} aria-describedby={`${id}help`} placeholder={t("people.ending.placeholder")} onChange={(event) => setReason(event.target.value)} data-testid="person-end-reason" />
          <p id={`${id}help`} role="status" className={field.error}>{problem}</p>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant="danger" type="submit" disabled={end.isPending} data-testid="person-end-save">{t("people.ending.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
