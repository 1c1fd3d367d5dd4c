import { useId, useState, type FormEvent } from "react";
import { useRecordProvider, type ProviderView } from "@/api";
import type { ProviderFactGiven } from "@/contract/ProviderFactGiven";
import { Button, DayField, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import styles from "./Settings.module.css";

const HINTS = ["data_location", "retention", "sub_processors"] as const;
const hintOf = (fact: string): string => {
  const known = HINTS.find((one) => one === fact);
  return known ? t(`practice.provider.hints.${known}`) : "";
};

/** What stands in writing, to fill in. With gaps it is kept: nobody loses what they have found so far. */
export function PapersForm({ view, onDone }: { view: ProviderView; onDone: () => void }) {
  const id = useId();
  const toast = useToast();
  const record = useRecordProvider();
  const [name, setName] = useState(view.name);
  const [facts, setFacts] = useState<ProviderFactGiven[]>(view.facts.map(({ fact, words, dated, valid_to }) => ({ fact, words, dated, valid_to })));
  const set = (index: number, change: Partial<ProviderFactGiven>) => setFacts(facts.map((one, at) => (at === index ? { ...one, ...change } : one)));

  function submit(event: FormEvent) {
    event.preventDefault();
    record.mutate({ name, facts }, {
      onSuccess() {
        toast({ text: t("practice.provider.saved") });
        onDone();
      },
    });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate data-testid="papers-form">
      <div className={field.field}>
        <label className={field.label} htmlFor={`${id}name`}>{t("practice.provider.name")}</label>
        <input id={`${id}name`} className={`${field.input} ${styles.short}`} value={name} autoFocus autoComplete="off" onChange={(event) => setName(event.target.value)} data-testid="papers-name" />
      </div>
      {view.facts.map((line, index) => {
        const given = facts[index];
        const label = t(`practice.provider.facts.${line.fact}`);
        const hint = hintOf(line.fact);
        return (
          <fieldset key={line.fact} className={styles.fact} data-testid={`papers-${line.fact}`}>
            <legend>{label}</legend>
            <div className={line.is_paper ? styles.three : undefined}>
              {line.is_paper && (
                <>
                  <DayField label={t("practice.provider.dated")} value={given?.dated ?? ""} onChange={(day) => set(index, { dated: day || null })} testId={`papers-${line.fact}-dated`} />
                  <DayField label={t(line.runs_out ? "practice.provider.validToNeeded" : "practice.provider.validTo")} value={given?.valid_to ?? ""} onChange={(day) => set(index, { valid_to: day || null })} testId={`papers-${line.fact}-until`} />
                </>
              )}
              <div className={field.field}>
                {line.is_paper && <label className={field.label} htmlFor={`${id}${line.fact}`}>{t("practice.provider.words")}</label>}
                <input id={`${id}${line.fact}`} className={field.input} value={given?.words ?? ""} autoComplete="off" aria-label={line.is_paper ? undefined : label} placeholder={hint || undefined} onChange={(event) => set(index, { words: event.target.value })} data-testid={`papers-${line.fact}-words`} />
              </div>
            </div>
          </fieldset>
        );
      })}
      {record.error && <p role="alert" className={styles.bad} data-testid="papers-problem">{sentence(record.error)}</p>}
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={record.isPending} data-testid="papers-save">{t(record.isPending ? "practice.saving" : "practice.save")}</Button>
        <Button onClick={onDone}>{t("practice.cancel")}</Button>
      </div>
    </form>
  );
}
