import { useId, useState, type FormEvent } from "react";
import type { ErrorView } from "@/api";
import { Button, Dialog, DialogActions } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";

type Props = { error: ErrorView | null; pending: boolean; onClose: () => void; onConfirm: (reason: string) => void };

/** Something is not in the record or was not sent: finishing takes a name and a reason. */
export function DoneDialog({ error, pending, onClose, onConfirm }: Props) {
  const id = useId();
  const [reason, setReason] = useState("");
  const notSent = error?.code === "not_sent";
  const count = error?.count ?? 1;
  function confirm(event: FormEvent) {
    event.preventDefault();
    if (reason.trim()) onConfirm(reason.trim());
  }
  return (
    <Dialog open={error !== null} onClose={onClose} title={notSent ? t("done.titleNotSent") : t("done.title")} testId="done-dialog">
      <form onSubmit={confirm}>
        <p>{notSent ? t("done.notSent", { count }) : t("done.unfiled", { count })}</p>
        <p>{t("done.wait")}</p>
        <br />
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{t("done.reason")}</label>
          <textarea id={id} className={field.input} value={reason} autoFocus placeholder={t("done.reasonPlaceholder")} onChange={(event) => setReason(event.target.value)} data-testid="done-reason" />
        </div>
        <br />
        <DialogActions>
          <Button onClick={onClose} data-testid="done-cancel">{t("done.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={!reason.trim() || pending} data-testid="done-confirm">{t("done.confirm")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
