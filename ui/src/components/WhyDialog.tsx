import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { Button } from "./Button";
import { Dialog, DialogActions } from "./Dialog";
import field from "./Field.module.css";
import styles from "./WhyDialog.module.css";
import { useToast } from "./Toasts";

type Words = { title: string; reason: string; placeholder: string; needed: string; save: string; saved: string; help?: string };
type Props<R> = {
  /** Begins the test ids: `lift` makes `lift-dialog`, `lift-reason` and `lift-save`. */
  ids: string;
  words: Words;
  /** Whom it is about. */
  about: string;
  variant: "primary" | "danger";
  command: UseMutationResult<unknown, ErrorView, R>;
  /** What is asked for, for a reason. */
  ask: (reason: string) => R;
  onClose: () => void;
  children: ReactNode;
};

/** Something that somebody does only with a reason: it stands in the patient's history. */
export function WhyDialog<R>({ ids, words, about, variant, command, ask, onClose, children }: Props<R>) {
  const id = useId();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const problem = asked && !reason.trim() ? words.needed : command.error && sentence(command.error);

  function save(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!reason.trim()) return document.getElementById(id)?.focus();
    if (command.isPending) return;
    command.mutate(ask(reason.trim()), {
      onSuccess() {
        toast({ text: words.saved });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={words.title} testId={`${ids}-dialog`}>
      <form className={styles.form} onSubmit={save} noValidate>
        <p className={styles.about}><bdi>{about}</bdi></p>
        <p>{children}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>{words.reason}</label>
          <textarea id={id} className={field.input} value={reason} autoFocus dir="auto" aria-required aria-invalid={!!problem} aria-describedby={`${id}help`} placeholder={words.placeholder} onChange={(event) => setReason(event.target.value)} data-testid={`${ids}-reason`} />
          <p id={`${id}help`} role="status" className={problem ? field.error : field.help}>{problem ?? words.help}</p>
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t("app.cancel")}</Button>
          <Button variant={variant} type="submit" disabled={command.isPending} data-testid={`${ids}-save`}>{words.save}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
