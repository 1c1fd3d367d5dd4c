import { ArrowLeft, ArrowRight, Check, ListFilter, MessageSquarePlus, MessageSquareText, TimerReset, UserRound, Zap } from "lucide-react";
import type { ReactNode } from "react";
import type { HitStateView, MessageHit, PatientView, SearchResults } from "@/api";
import { Button, Chip, IdentityFacts, Kbd } from "@/components";
import { t } from "@/i18n";
import { fullTime, listTime } from "@/lib/dates";
import { bannerName, firstName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { visible } from "@/lib/text";
import type { Choice, Mode, PaletteAct, Section } from "./choices";
import styles from "./Palette.module.css";

type Props = {
  id: string; mode: Mode; sections: Section[]; results: SearchResults | undefined; error: { message: string } | null; patient: PatientView | null; at: number;
  /** The words that were looked for. */
  text: string;
  /** Only acts are looked for. */
  actsOnly: boolean;
  /** Whether what is shown was found for what stands in the box. */
  settled: boolean;
  onChoose: (choice: Choice) => void; onBack: () => void;
};

export function Results({ id, mode, text, actsOnly, sections, results, error, settled, patient, at, onChoose, onBack }: Props) {
  const count = sections.reduce((sum, section) => sum + section.choices.length, 0);
  let index = -1;
  return (
    <>
      <p className="unseen" role="status">{settled && t("search.count", { count })}</p>
      {patient && <Begin patient={patient} onBack={onBack} />}
      {error && <p className={styles.none} role="alert">{t("search.failed", { message: error.message })}</p>}
      {count === 0 && !patient && !error && settled && <None mode={mode} text={text} actsOnly={actsOnly} />}
      <div id={`${id}-results`} role="listbox" aria-label={t("search.results")} className={styles.results}>
        {sections.map((section) => (
          <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}`}>
            <div id={`${id}-${section.id}`} className={styles.title} role="presentation">{section.title}</div>
            {section.choices.map((choice) => {
              const place = ++index;
              return <Option key={keyOf(choice)} id={`${id}-${place}`} choice={choice} active={place === at} labelled={mode !== "here"} onChoose={() => onChoose(choice)} />;
            })}
          </div>
        ))}
      </div>
      {results?.cut_off && <p className={styles.cut} role="status" data-testid="search-cut-off">{t("search.cutOff")}</p>}
    </>
  );
}

function keyOf(choice: Choice): string {
  switch (choice.type) {
    case "act": return choice.act.id;
    case "recent": return choice.recent.conversation;
    case "patient": return choice.patient.id;
    case "number": return choice.number;
    case "message": return choice.hit.message;
    case "everything": return "everything";
  }
}

/** Where nothing is, and what can be done. */
function None({ mode, text, actsOnly }: { mode: Mode; text: string; actsOnly: boolean }) {
  if (actsOnly) return <div className={styles.none}><b>{t("palette.noAct", { text })}</b></div>;
  if (!text) return <p className={styles.none}>{t(mode === "here" ? "palette.hintHere" : "palette.hint")}</p>;
  if (mode === "here") return <div className={styles.none}><b>{t("palette.noneHere", { text })}</b><p>{t("palette.noneHereHelp")}</p></div>;
  return <div className={styles.none}><b>{t("search.none", { text })}</b><p>{t("search.noneHelp")}</p></div>;
}

/** With a patient found: at which number to begin. */
const Begin = ({ patient, onBack }: { patient: PatientView; onBack: () => void }) => (
  <>
    <div className={styles.begin}>
      <Button variant="quiet" size="small" icon={<ArrowLeft size={15} />} title={t("search.back")} onClick={onBack} />
      <span className={styles.body}><b>{t("search.beginTitle")}: <bdi>{bannerName(patient)}</bdi></b><span className={styles.facts}><IdentityFacts patient={patient} /></span></span>
    </div>
    {!patient.contact_points.some(({ use }) => use !== "old") && <p className={styles.none}>{t("search.noNumber")}</p>}
  </>
);

type OptionProps = { id: string; active: boolean; onChoose: () => void };

function Option({ choice, labelled, ...props }: OptionProps & { choice: Choice; /** Whether a hit says how its conversation stands. */ labelled: boolean }) {
  switch (choice.type) {
    case "act": return <Act act={choice.act} {...props} />;
    case "patient": return <Patient patient={choice.patient} hint={t("search.start")} testId="search-patient" {...props} />;
    case "recent": return <Patient patient={choice.recent.patient} testId="palette-recent" {...props} />;
    case "message": return <Hit hit={choice.hit} labelled={labelled} {...props} />;
    case "number": return <Plain icon={<MessageSquarePlus size={15} aria-hidden="true" />} testId="search-begin" {...props}>{t("search.begin", { name: firstName(choice.patient), number: formatPhone(choice.number) })}</Plain>;
    case "everything": return <Plain icon={<ListFilter size={15} aria-hidden="true" />} testId="palette-everything" {...props}>{t("search.count", { count: choice.count })}</Plain>;
  }
}

const Plain = ({ id, active, onChoose, icon, testId, children }: OptionProps & { icon: ReactNode; testId: string; children: ReactNode }) => (
  <div id={id} role="option" aria-selected={active} className={styles.option} onClick={onChoose} data-testid={testId}>{icon}<span className={styles.body}>{children}</span></div>
);

const Act = ({ act, id, active, onChoose }: OptionProps & { act: PaletteAct }) => (
  <div id={id} role="option" aria-selected={active} aria-disabled={act.off !== null} className={styles.option} onClick={onChoose} data-testid="palette-act" data-act={act.id}>
    {act.kind === "act" ? <Zap size={15} aria-hidden="true" /> : <ArrowRight size={15} aria-hidden="true" />}
    <span className={styles.body}>{act.name}{act.off !== null && <span className={styles.off}>{t("palette.not", { why: act.off })}</span>}</span>
    {act.key && <Kbd>{act.key}</Kbd>}
  </div>
);

const Patient = ({ patient, hint, testId, id, active, onChoose }: OptionProps & { patient: PatientView; hint?: string; testId: string }) => (
  <div id={id} role="option" aria-selected={active} className={styles.option} onClick={onChoose} data-testid={testId} data-patient={patient.id}>
    <UserRound size={15} aria-hidden="true" />
    <span className={styles.body}>
      <b><bdi>{bannerName(patient)}</bdi></b>
      <span className={styles.facts}><IdentityFacts patient={patient} /></span>
    </span>
    {hint && <span className={styles.hint}>{hint}</span>}
  </div>
);

const STATE_ICONS: Record<HitStateView, ReactNode> = { open: undefined, waiting: undefined, snoozed: <TimerReset size={11} aria-hidden="true" />, done: <Check size={11} aria-hidden="true" /> };

const Hit = ({ hit, labelled, id, active, onChoose }: OptionProps & { hit: MessageHit; labelled: boolean }) => (
  <div id={id} role="option" aria-selected={active} className={styles.option} onClick={onChoose} data-testid="search-hit" data-message={hit.message} data-conversation={hit.conversation}>
    <MessageSquareText size={15} aria-hidden="true" />
    <span className={styles.body}>
      <span className={styles.hitTop}>
        <b><bdi>{hit.title.startsWith("+") ? formatPhone(hit.title) : hit.title}</bdi></b>
        {hit.wrong && <Chip tone="urgent"><span data-testid="search-wrong">{t("retract.hit")}</span></Chip>}
        {labelled && <span className={styles.state} data-testid="hit-state" data-state={hit.state}><Chip tone={hit.state === "open" ? "accent" : "neutral"} icon={STATE_ICONS[hit.state]}>{t(`palette.state.${hit.state}`)}</Chip></span>}
        <time dateTime={hit.at} title={fullTime(hit.at)}>{listTime(hit.at, new Date(), t("days.yesterday"))}</time>
      </span>
      <span className={styles.excerpt} dir="auto">{hit.excerpt.map((part, index) => part.hit ? <mark key={index}>{visible(part.text)}</mark> : <span key={index}>{visible(part.text)}</span>)}</span>
    </span>
  </div>
);
