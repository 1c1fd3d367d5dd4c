import { useId, useState, type FormEvent } from "react";
import { useQuestions, type ErrorView } from "@/api";
import { Button, Dialog, DialogActions, Questions } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";

type Props = { conversation: string; error: ErrorView; pending: boolean; onClose: () => void; onConfirm: (reason: string | null, answered: boolean) => void };

/**
 * What stands between a conversation and its end: questions, of which a person says that they are answered; and what is not
 * in the record or was not sent, which takes a name and a reason.
 */
export function DoneDialog({ conversation, error, pending, onClose, onConfirm }: Props) {
  const id = useId();
  const [reason, setReason] = useState("");
  const asked = useQuestions(conversation);
  const questions = asked.data?.questions ?? [];
  const needsReason = error.code !== "questions_open";
  const notSent = error.code === "not_sent";
  const count = error.count ?? 1;
  const ready = asked.isSuccess && (!needsReason || reason.trim() !== "");
  function confirm(event: FormEvent) {
    event.preventDefault();
    if (ready) onConfirm(reason.trim() || null, questions.length > 0);
  }
  return (
    <Dialog open onClose={onClose} title={needsReason ? (notSent ? t("done.titleNotSent") : t("done.title")) : t("closing.title")} testId="done-dialog">
      <form onSubmit={confirm}>
        {needsReason && <p>{notSent ? t("done.notSent", { count }) : t("done.unfiled", { count })} {t("done.wait")}</p>}
        {asked.isPending && <p role="status">{t("closing.loading")}</p>}
        {asked.isError && <p role="alert">{t("closing.unread", { message: sentence(asked.error) })}</p>}
        {questions.length > 0 && (
          <>
            {needsReason && <br />}
            <p>{needsReason ? t("closing.also") : t("closing.lead")}</p>
            <Questions questions={questions} />
            <p className={field.help}>{t("closing.limits")}</p>
          </>
        )}
        <br />
        {needsReason && (
          <>
            <div className={field.field}>
              <label className={field.label} htmlFor={id}>{t("done.reason")}</label>
              <textarea id={id} className={field.input} value={reason} autoFocus placeholder={t("done.reasonPlaceholder")} onChange={(event) => setReason(event.target.value)} data-testid="done-reason" />
            </div>
            <br />
          </>
        )}
        <DialogActions>
          <Button onClick={onClose} autoFocus={!needsReason} data-testid="done-cancel">{needsReason ? t("done.cancel") : t("closing.back")}</Button>
          <Button variant="primary" type="submit" disabled={!ready || pending} data-testid="done-confirm">{questions.length > 0 ? t("closing.confirm") : needsReason ? t("done.confirm") : t("closing.confirm")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
