import { LockKeyhole } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { useSetUp, type RoleView } from "@/api";
import { Button, Choice } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { TEAM_ROLES } from "@/lib/roles";
import { Mark } from "./Mark";
import styles from "./FirstRun.module.css";


/** The first minute: who you are, and where to begin. */
export function FirstRun() {
  const id = useId();
  const setUp = useSetUp();
  const [name, setName] = useState("");
  const [role, setRole] = useState<RoleView>("gp");
  const [training, setTraining] = useState(true);
  const [practice, setPractice] = useState("");
  const [asked, setAsked] = useState(false);
  const noName = asked && !name.trim();
  const noPractice = asked && !training && !practice.trim();

  function start(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!name.trim()) return document.getElementById(`${id}name`)?.focus();
    if (!training && !practice.trim()) return document.getElementById(`${id}practice`)?.focus();
    setUp.mutate({ name: name.trim(), role, practice: training ? "" : practice.trim(), training });
  }

  return (
    <main className={styles.page}>
      <form className={styles.sheet} onSubmit={start} noValidate data-testid="first-run">
        <header className={styles.head}>
          <Mark />
          <h1>{t("firstRun.title")}</h1>
          <p>{t("firstRun.lead")}</p>
        </header>

        <section className={styles.part} aria-labelledby={`${id}you`}>
          <h2 id={`${id}you`}>{t("firstRun.you")}</h2>
          <div className={styles.pair}>
            <div className={field.field}>
              <label className={field.label} htmlFor={`${id}name`}>{t("firstRun.name")}</label>
              <input
                id={`${id}name`} className={field.input} data-testid="first-run-name" value={name} autoFocus autoComplete="off" spellCheck={false}
                placeholder={t("firstRun.namePlaceholder")} aria-invalid={noName} aria-describedby={`${id}namehelp`} onChange={(event) => setName(event.target.value)}
              />
              <p id={`${id}namehelp`} className={noName ? field.error : field.help}>{noName ? t("firstRun.needName") : t("firstRun.nameHelp")}</p>
            </div>
            <Choice label={t("firstRun.role")} data-testid="first-run-role" value={role} onChange={(one) => setRole(one as RoleView)}>
              {TEAM_ROLES.map((one) => <option key={one} value={one}>{t(`roles.${one}`)}</option>)}
            </Choice>
          </div>
        </section>

        <fieldset className={styles.part}>
          <legend>{t("firstRun.practice")}</legend>
          <label className={field.card} data-testid="first-run-training">
            <input type="radio" name={`${id}where`} checked={training} onChange={() => setTraining(true)} />
            <span className={styles.choice}><b>{t("firstRun.training")}</b><span className={styles.tag}>{t("firstRun.trainingTag")}</span></span>
            <small>{t("firstRun.trainingHelp")}</small>
          </label>
          <label className={field.card} data-testid="first-run-own">
            <input type="radio" name={`${id}where`} checked={!training} onChange={() => setTraining(false)} />
            <b>{t("firstRun.own")}</b>
            <small>{t("firstRun.ownHelp")}</small>
          </label>
          {!training && (
            <div className={field.field}>
              <label className={field.label} htmlFor={`${id}practice`}>{t("firstRun.practiceName")}</label>
              <input
                id={`${id}practice`} className={field.input} data-testid="first-run-practice" value={practice} autoComplete="off"
                placeholder={t("firstRun.practicePlaceholder")} aria-invalid={noPractice} aria-describedby={`${id}practicehelp`} onChange={(event) => setPractice(event.target.value)}
              />
              <p id={`${id}practicehelp`} className={field.error}>{noPractice && t("firstRun.needPractice")}</p>
            </div>
          )}
        </fieldset>

        <footer className={styles.foot}>
          <p className={styles.promise}><LockKeyhole size={14} aria-hidden="true" />{t("firstRun.promise")}</p>
          <Button variant="primary" size="large" type="submit" disabled={setUp.isPending} data-testid="first-run-start">
            {setUp.isPending ? t("firstRun.starting") : t("firstRun.start")}
          </Button>
        </footer>
        {setUp.error && <p role="alert" className={field.error}>{t("firstRun.failed", { message: setUp.error.message })}</p>}
      </form>
    </main>
  );
}
