import { Check, Circle, Plus, TriangleAlert, X } from "lucide-react";
import { useId, useRef, useState, type FormEvent } from "react";
import { useProviderConnection, useSavePractice, useTemplates, type AppView } from "@/api";
import type { PracticeView } from "@/contract/PracticeView";
import { Button, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { formatPhone } from "@/lib/numbers";
import { leads } from "@/lib/staff";
import type { Section } from "./SettingsScreen";
import styles from "./Settings.module.css";

/** More would be no trial any more; the app refuses them too. */
const MOST_TESTS = 5;

/** Braces in our own words are not for filling in. */
const HOLES = { hole: "{{practice_phone}}", text: "{{telephone}}" };

type Props = { app: AppView; practice: PracticeView; onSection: (section: Section) => void; onPolicy: () => void; onTemplates: () => void };

export function PracticeSection(props: Props) {
  const { app, practice } = props;
  const mayChange = app.rights.includes("manage_staff");
  return (
    <>
      <Ready {...props} />
      {mayChange ? <Form key={JSON.stringify(practice)} practice={practice} /> : <Reading practice={practice} />}
    </>
  );
}

/** What is still to do before patients can be texted, each with the way there. */
function Ready({ app, practice, onSection, onPolicy, onTemplates }: Props) {
  const connection = useProviderConnection().data;
  const templates = useTemplates().data?.templates;
  if (practice.training) return <p className={styles.notice} data-testid="ready-training">{t("practice.ready.training")}</p>;
  const steps: [string, boolean, () => void][] = [
    ["named", !!practice.number, () => document.getElementById("practice-number")?.focus()],
    ["manager", app.staff.some(leads), () => onSection("staff")],
    ["connected", !!connection?.account, () => onSection("provider")],
    ["written", app.provider.state === "good" || app.provider.state === "runs_out", () => onSection("provider")],
    ["policy", app.policy_version !== null, onPolicy],
    ["templates", !templates || templates.some(({ in_use: version, versions }) => versions.some((one) => one.version === version && one.approved_by !== null)), onTemplates],
  ];
  if (steps.every(([, done]) => done)) return <p className={`${styles.notice} ${styles.good}`} data-testid="ready-all"><Check size={15} aria-hidden="true" />{t("practice.ready.all")}</p>;
  return (
    <section className={styles.ready} aria-labelledby="ready-title" data-testid="ready">
      <h4 id="ready-title">{t("practice.ready.title")}</h4>
      <ol>
        {steps.map(([step, done, go]) => (
          <li key={step} data-testid={`ready-${step}`} data-done={done}>
            {done ? <Check size={15} className={styles.tick} aria-hidden="true" /> : <Circle size={15} aria-hidden="true" />}
            {done ? <span>{t(`practice.ready.${step}` as "practice.ready.named")}</span> : <button type="button" onClick={go} data-testid={`ready-${step}-go`}>{t(`practice.ready.${step}` as "practice.ready.named")}</button>}
            <small>{done ? t("practice.ready.done") : t("practice.ready.toDo")}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Form({ practice }: { practice: PracticeView }) {
  const id = useId();
  const toast = useToast();
  const save = useSavePractice();
  const connection = useProviderConnection().data;
  const [name, setName] = useState(practice.name);
  const [number, setNumber] = useState(practice.number ? formatPhone(practice.number) : "");
  const [phone, setPhone] = useState(practice.phone);
  const [own, setOwn] = useState(!practice.no_personal);
  const [tests, setTests] = useState(practice.test_numbers.map(formatPhone));
  const add = useRef<HTMLButtonElement>(null);
  const other = connection?.number && practice.number && connection.number !== practice.number ? connection.number : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ name, number: number.trim() || null, test_numbers: tests.filter((one) => one.trim()), phone, no_personal: !own }, { onSuccess: () => toast({ text: t("practice.saved") }) });
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate data-testid="practice-form">
      <div className={styles.pair}>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}name`}>{t("practice.practice.name")}</label>
          <input id={`${id}name`} className={field.input} value={name} maxLength={60} autoComplete="off" aria-describedby={`${id}nameHelp`} onChange={(event) => setName(event.target.value)} data-testid="practice-name" />
          <p id={`${id}nameHelp`} className={field.help}>{t("practice.practice.nameHelp")}</p>
        </div>
        <div className={field.field}>
          <label className={field.label} htmlFor="practice-number">{t("practice.practice.number")}</label>
          <input id="practice-number" className={field.input} type="tel" value={number} autoComplete="off" aria-describedby={`${id}numberHelp`} onChange={(event) => setNumber(event.target.value)} data-testid="practice-number" />
          <p id={`${id}numberHelp`} className={field.help}>{t("practice.practice.numberHelp")}</p>
        </div>
      </div>
      <div className={styles.pair}>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}phone`}>{t("practice.practice.phone")}</label>
          <input id={`${id}phone`} className={field.input} type="tel" value={phone} maxLength={30} autoComplete="off" aria-describedby={`${id}phoneHelp`} onChange={(event) => setPhone(event.target.value)} data-testid="practice-phone" />
          <p id={`${id}phoneHelp`} className={field.help}>{t("practice.practice.phoneHelp", HOLES)}</p>
        </div>
      </div>
      {other && <p className={styles.warning} data-testid="practice-mismatch"><TriangleAlert size={15} aria-hidden="true" />{t("practice.practice.mismatch", { number: formatPhone(other) })}</p>}
      <fieldset className={styles.tests}>
        <legend className={field.label}>{t("practice.practice.tests")}</legend>
        <p className={field.help}>{t("practice.practice.testsHelp")}</p>
        {tests.map((test, index) => (
          <div key={index} className={styles.testRow}>
            <input className={field.input} type="tel" value={test} autoComplete="off" aria-label={t("practice.practice.testNumber", { number: index + 1 })} onChange={(event) => setTests(tests.map((one, at) => (at === index ? event.target.value : one)))} data-testid="practice-test" />
            <Button variant="quiet" icon={<X size={14} />} title={t("practice.practice.removeTest", { number: index + 1 })} onClick={() => { setTests(tests.filter((_, at) => at !== index)); add.current?.focus(); }} data-testid="practice-test-remove" />
          </div>
        ))}
        {tests.length < MOST_TESTS && <Button ref={add} variant="quiet" size="small" icon={<Plus size={13} />} onClick={() => setTests([...tests, ""])} data-testid="practice-test-add">{t("practice.practice.addTest")}</Button>}
      </fieldset>
      <label className={field.check}><input type="checkbox" checked={own} onChange={(event) => setOwn(event.target.checked)} aria-describedby={`${id}ownHelp`} data-testid="practice-own" /><span>{t("practice.practice.own")}</span></label>
      <p id={`${id}ownHelp`} className={field.help}>{t("practice.practice.ownHelp")}</p>
      {save.error && <p role="alert" className={styles.bad} data-testid="practice-problem">{sentence(save.error)}</p>}
      <div className={styles.acts}><Button variant="primary" type="submit" disabled={save.isPending} data-testid="practice-save">{save.isPending ? t("practice.saving") : t("practice.save")}</Button></div>
    </form>
  );
}

const Reading = ({ practice }: { practice: PracticeView }) => (
  <>
    <dl className={styles.facts}>
      <dt>{t("practice.practice.name")}</dt><dd><bdi>{practice.name}</bdi></dd>
      <dt>{t("practice.practice.number")}</dt><dd>{practice.number ? formatPhone(practice.number) : t("practice.practice.none")}</dd>
      <dt>{t("practice.practice.phone")}</dt><dd>{practice.phone || t("practice.practice.none")}</dd>
      <dt>{t("practice.practice.tests")}</dt><dd>{practice.test_numbers.map(formatPhone).join(", ") || t("practice.practice.noTests")}</dd>
      <dt>{t("practice.practice.kind")}</dt><dd>{t(`practice.practice.kinds.${practice.training ? "training" : "live"}`)}</dd>
    </dl>
    <p className={styles.soft}>{t("practice.practice.readOnly")}</p>
  </>
);
