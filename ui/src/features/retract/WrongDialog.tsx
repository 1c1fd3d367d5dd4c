import { useId, useState, type FormEvent } from "react";
import type { WrongReasonView } from "@/contract/WrongReasonView";
import { useMarkWrong, type MessageView } from "@/api";
import { Button, Dialog, DialogActions } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { quoteOf } from "@/lib/quote";
import { visible } from "@/lib/text";
import styles from "./WrongDialog.module.css";

const REASONS: readonly WrongReasonView[] = ["wrong_person", "wrong_fact", "misleading", "not_meant", "other"];

/** Why a message was wrong. Nothing is sent by it, and no word is taken away. */
export function WrongDialog({ message, me, onMarked, onClose }: { message: MessageView; me: string; onMarked: () => void; onClose: () => void }) {
  const id = useId();
  const mark = useMarkWrong(me);
  const [reason, setReason] = useState<WrongReasonView | null>(null);
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState(false);
  const noReason = asked && !reason ? t("retract.dialog.needReason") : null;
  const noWords = asked && reason === "other" && !words.trim() ? t("retract.dialog.needWords") : null;

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!reason) return document.getElementById(`${id}wrong_person`)?.focus();
    if (reason === "other" && !words.trim()) return document.getElementById(`${id}words`)?.focus();
    if (!mark.isPending) mark.mutate({ message: message.id, reason, words: words.trim() }, { onSuccess: onMarked });
  }

  return (
    <Dialog open onClose={onClose} title={t(`retract.dialog.title.${message.kind === "note" ? "note" : "message"}`)} testId="wrong-dialog">
      <form className={styles.form} onSubmit={save} noValidate>
        <blockquote className={styles.words} dir="auto">{visible(quoteOf(message).text) || t("quote.noWords")}</blockquote>
        <p className={field.help}>{t(`retract.dialog.help.${message.kind === "out" ? "out" : "inside"}`)}</p>
        <fieldset aria-describedby={`${id}reasonhelp`} data-testid="wrong-reasons">
          <legend className={field.label}>{t("retract.dialog.reason")}</legend>
          <div className={styles.reasons}>
            {REASONS.map((one, index) => (
              <label key={one} className={field.check}>
                <input id={`${id}${one}`} type="radio" name={`${id}reason`} checked={reason === one} autoFocus={index === 0} onChange={() => setReason(one)} data-testid={`wrong-reason-${one}`} />
                <span>{t(`retract.reasons.${one}`)}</span>
                {one === "wrong_person" && <small>{t("retract.dialog.task")}</small>}
              </label>
            ))}
          </div>
          <p id={`${id}reasonhelp`} role="status" className={field.error}>{noReason}</p>
        </fieldset>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}words`}>{t(reason === "other" ? "retract.dialog.what" : "retract.dialog.more")}</label>
          <textarea id={`${id}words`} className={field.input} rows={2} value={words} dir="auto" aria-required={reason === "other"} aria-invalid={!!noWords} aria-describedby={`${id}wordshelp`} onChange={(event) => setWords(event.target.value)} data-testid="wrong-words" />
          <p id={`${id}wordshelp`} role="status" className={noWords ? field.error : field.help}>{noWords ?? t("retract.dialog.kept")}</p>
        </div>
        <p className={field.error} role="status" data-testid="wrong-problem">{mark.error ? sentence(mark.error) : ""}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant="danger" type="submit" disabled={mark.isPending} data-testid="wrong-save">{t("retract.dialog.save")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
