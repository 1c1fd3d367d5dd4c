import { useId, useRef, useState, type ReactNode } from "react";
import type { ErrorView } from "@/api";
import { Button, Dialog, DialogActions } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import styles from "./Tasks.module.css";

type FormProps = { title: string; who: string | null; save: string; pending: boolean; error: ErrorView | null; onSave: () => void; onClose: () => void; testId: string; act?: ReactNode; children: ReactNode;
  /** Something was written that closing would throw away. */
  dirty?: boolean;
  /** Enter does not answer: only a press of the button does. */
  pressed?: boolean;
};

/** A question about one patient, with its answer's button. */
export function Form({ title, who, save, pending, error, onSave, onClose, testId, act, children, dirty = false, pressed = false }: FormProps) {
  const [leaving, setLeaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const keep = () => {
    setLeaving(false);
    form.current?.querySelector<HTMLElement>("textarea")?.focus();
  };
  const leave = () => (dirty ? setLeaving(true) : onClose());
  return (
    <Dialog open onClose={leave} title={title} testId={testId}>
      <form ref={form} className={styles.form} noValidate onSubmit={(event) => { event.preventDefault(); if (!pending && !pressed) onSave(); }}>
        {who && <p className={styles.who}><bdi>{who}</bdi></p>}
        {children}
        <p className={field.error} role="status">{error && t("tasks.problem", { message: errorWords(error) })}</p>
        {leaving && dirty ? (
          <DialogActions>
            <p role="alert" className={styles.leaving}>{t("tasks.leave")}</p>
            <Button key="discard" onClick={onClose} data-testid={`${testId}-discard`}>{t("tasks.leaveDiscard")}</Button>
            <Button key="keep" variant="primary" autoFocus onClick={keep} data-testid={`${testId}-keep`}>{t("tasks.leaveKeep")}</Button>
          </DialogActions>
        ) : (
          <DialogActions>
            <Button onClick={leave}>{t("app.cancel")}</Button>
            {act}
            <Button variant="primary" type={pressed ? "button" : "submit"} disabled={pending} onClick={pressed ? onSave : undefined} data-testid={`${testId}-save`}>{save}</Button>
          </DialogActions>
        )}
      </form>
    </Dialog>
  );
}

type WordsProps = { label: string; value: string; onChange: (value: string) => void; placeholder?: string; help?: string | undefined; problem?: string | null; rows?: number; autoFocus?: boolean; testId: string };

export function Words({ label, value, onChange, placeholder, help, problem, rows = 3, autoFocus, testId }: WordsProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>{label}</label>
      <textarea
        id={id} className={field.input} rows={rows} value={value} dir="auto" placeholder={placeholder} autoFocus={autoFocus} aria-invalid={!!problem} aria-describedby={`${id}help`}
        onChange={(event) => onChange(event.target.value)} data-testid={testId}
      />
      <p id={`${id}help`} role="status" className={problem ? field.error : field.help}>{problem ?? help ?? ""}</p>
    </div>
  );
}

export function Tick({ label, help, checked, onChange, testId }: { label: string; help?: string; checked: boolean; onChange: (checked: boolean) => void; testId: string }) {
  return (
    <label className={field.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} data-testid={testId} />
      <span>{label}</span>
      {help && <small>{help}</small>}
    </label>
  );
}

type OneOfProps<T extends string> = { legend: string; value: T | null; options: readonly { value: T; label: string; help: string }[]; onChange: (value: T) => void; testId: string };

/** One of a few, all of them to be seen. */
export function OneOf<T extends string>({ legend, value, options, onChange, testId }: OneOfProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.oneOf} data-testid={testId}>
      <legend className={field.label}>{legend}</legend>
      <div className={styles.options} data-count={options.length}>
        {options.map((option) => (
          <label key={option.value} className={field.card} data-testid={`${testId}-${option.value}`}>
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <b>{option.label}</b>
            <small>{option.help}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
