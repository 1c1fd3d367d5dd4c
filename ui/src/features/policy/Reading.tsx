import type { ReactNode } from "react";
import type { AutomaticPreview, PolicyDocument, UrgentWordingView } from "@/api";
import { t } from "@/i18n";
import { languageName } from "@/lib/languages";
import { CLASSES, linesOf, resolveWords, SECTIONS, targetWords, TEXTS, warnWords, type Line, type Section } from "./describe";
import { ReadHighlights } from "./Highlights";
import styles from "./Policy.module.css";

/** The policy as a document: what everybody here has agreed to do. */
export function Reading({ policy, previews }: { policy: PolicyDocument; previews: AutomaticPreview[] }) {
  const lines = linesOf(policy);
  return <>{SECTIONS.map((section) => <Part key={section} section={section}>{bodyOf(section, lines.filter((line) => line.section === section), policy, previews)}</Part>)}</>;
}

export const Part = ({ section, children }: { section: Section; children: ReactNode }) => (
  <section className={styles.section} aria-labelledby={`policy-${section}`} data-testid={`policy-section-${section}`}>
    <h3 id={`policy-${section}`}>{t(`policy.sections.${section}`)}</h3>
    <div className={styles.body}>{section === "late" && <p className={styles.sentence}>{t("policy.late.rings")}</p>}{children}</div>
  </section>
);

function bodyOf(section: Section, lines: Line[], policy: PolicyDocument, previews: AutomaticPreview[]): ReactNode {
  switch (section) {
    case "scope": return lines.map((line) => (
      <div key={line.key} className={styles.uses}>
        <h4>{line.label}</h4>
        <ul className={line.key === "banned" ? styles.never : styles.yes}>{line.value.split("\n").map((use, index) => <li key={index}>{use}</li>)}</ul>
      </div>
    ));
    case "targets": return <><Facts lines={lines.filter(({ key }) => key === "first_look")} /><Targets policy={policy} /><Facts lines={lines.filter(({ key }) => key === "replies" || key === "numbers" || key === "receipt" || key === "working_day")} /></>;
    case "texts": return (
      <ul className={styles.texts}>
        {TEXTS.map((one) => <li key={one}>{one === "limited" ? <Fold summary={t("policy.texts.limited")} testId="policy-folded">{textOf(one, policy, previews)}</Fold> : textOf(one, policy, previews)}</li>)}
      </ul>
    );
    case "highlights": return <ReadHighlights highlights={policy.highlights} />;
    case "quiet":
    case "cover": return <p className={styles.sentence}>{lines[0]?.value}</p>;
    default: return <Facts lines={lines} />;
  }
}

const textOf = (one: (typeof TEXTS)[number], { texts }: PolicyDocument, previews: AutomaticPreview[]) => (
  <>
    <h4>{t(`policy.texts.${one}`)}</h4>
    {one === "urgent" || one === "holding" ? <p className={styles.plainText}>{texts[one]}</p> : <Preview text={previews.find(({ answer }) => answer === one)?.text ?? null} />}
    {one === "urgent" && texts.urgent_in.length > 0 && <Foreign wordings={texts.urgent_in} />}
  </>
);

const Facts = ({ lines }: { lines: Line[] }) => (
  <dl className={styles.facts}>{lines.map((line) => <div key={line.key}><dt>{line.label}</dt><dd>{line.value}</dd></div>)}</dl>
);

function Targets({ policy: { targets } }: { policy: PolicyDocument }) {
  return (
    <table className={styles.table}>
      <thead><tr><td /><th scope="col">{t("policy.targets.reply")}</th><th scope="col">{t("policy.targets.resolve")}</th><th scope="col">{t("policy.targets.warn")}</th></tr></thead>
      <tbody>
        {CLASSES.map((one) => (
          <tr key={one}><th scope="row">{t(`policy.targets.classes.${one}`)}</th><td>{targetWords(targets[one].reply)}</td><td>{resolveWords(targets[one])}</td><td>{warnWords(targets[one])}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** What few practices ever need, out of the way until somebody wants it. */
export const Fold = ({ summary, children, testId }: { summary: string; children: ReactNode; testId: string }) => (
  <details className={styles.fold} data-testid={testId}><summary>{summary}</summary>{children}</details>
);

/** The same in other languages. */
const Foreign = ({ wordings }: { wordings: UrgentWordingView[] }) => (
  <Fold summary={t("policy.texts.alsoIn", { count: wordings.length })} testId="policy-urgent-languages">
    <dl>{wordings.map(({ language, text }) => <div key={language}><dt>{languageName(language)}</dt><dd lang={language} dir="auto">{text}</dd></div>)}</dl>
  </Fold>
);

/** An automatic text as it would stand on a patient's telephone. */
export function Preview({ text, label }: { text: string | null; label?: string }) {
  return (
    <div className={styles.preview} data-testid="policy-preview">
      {label && <span className={styles.previewLabel}>{label}</span>}
      <p className={text ? styles.bubble : styles.noText}>{text ?? t("policy.texts.notSent")}</p>
    </div>
  );
}
