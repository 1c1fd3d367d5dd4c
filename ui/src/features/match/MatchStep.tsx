import { Search, UserRoundCheck, Users } from "lucide-react";
import { useId, useState } from "react";
import { useCommand, useSearch, type ConversationView, type ErrorView, type PatientView, type ProxyCandidateView, type UnmatchedView } from "@/api";
import { Button } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { birthDate } from "@/lib/dates";
import { useDebounced } from "@/lib/hooks";
import { loudName } from "@/lib/names";
import { formatPhone, numberEnding } from "@/lib/numbers";
import { whoWords } from "@/lib/people";
import { Candidate, PersonCandidate } from "./Candidate";
import styles from "./Match.module.css";

type Props = { view: ConversationView; unmatched: UnmatchedView; onMatched: (name: string) => void };

/**
 * Stands where the composer would stand while nobody has said whose conversation it is. Nothing is preselected: the
 * choice is a person's, made on name and date of birth.
 */
export function MatchStep({ view, unmatched, onMatched }: Props) {
  const id = useId();
  const { row, revision } = view;
  const [chosen, setChosen] = useState<PatientView | null>(null);
  const [person, setPerson] = useState<ProxyCandidateView | null>(null);
  const [text, setText] = useState("");
  const [addNumber, setAddNumber] = useState(false);
  const [problem, setProblem] = useState<ErrorView | null>(null);
  const words = useDebounced(text.trim(), 40);
  const found = useSearch(words, true).data;
  const match = useCommand("match_conversation");
  const matchPerson = useCommand("match_proxy");
  const { candidates, people } = unmatched;
  const others = words ? (found?.patients.filter((patient) => !candidates.some((one) => one.id === patient.id)) ?? []) : [];
  const listed = [...candidates, ...others];
  // Somebody who is no longer on the list cannot be confirmed unseen.
  const patient = person ? person.patient : chosen && (listed.find((one) => one.id === chosen.id) ?? null);
  const pending = match.isPending || matchPerson.isPending;
  const lacksNumber = patient && !person && !patient.contact_points.some(({ number }) => number === row.number);

  function choose(next: PatientView) {
    setChosen(next);
    setPerson(null);
    setAddNumber(false);
    setProblem(null);
  }

  function confirm() {
    if (!patient || pending) return;
    if (person) {
      matchPerson.mutate({ conversation: row.id, revision, patient: patient.id, proxy: person.proxy }, { onSuccess: () => onMatched(loudName(patient)), onError: setProblem });
      return;
    }
    match.mutate(
      { conversation: row.id, revision, patient: patient.id, add_number: !!lacksNumber && addNumber },
      { onSuccess: () => onMatched(loudName(patient)), onError: setProblem },
    );
  }

  const card = (one: PatientView) => <Candidate key={one.id} patient={one} name={`${id}who`} number={row.number} checked={!person && patient?.id === one.id} onChoose={() => choose(one)} />;
  return (
    <section className={styles.step} aria-labelledby={`${id}title`} data-region="composer" data-testid="match-step">
      <header className={styles.head}>
        <span className={styles.icon} aria-hidden="true"><Users size={16} /></span>
        <div>
          <h3 id={`${id}title`}>{t("match.title")}</h3>
          <p>{candidates.length + people.length > 1 ? t("people.match.several") : candidates.length ? t("match.shared", { count: candidates.length }) : t("match.unknown")} {t("match.why")}</p>
        </div>
      </header>
      <div className={styles.body}>
        {candidates.length > 0 && <fieldset className={styles.cards}><legend className="unseen">{t("match.candidates")}</legend>{candidates.map(card)}</fieldset>}
        {people.length > 0 && <fieldset className={styles.cards}><legend className={field.label}>{t("people.match.legend")}</legend>{people.map((one) => <PersonCandidate key={one.proxy} person={one} name={`${id}who`} checked={person?.proxy === one.proxy} onChoose={() => { setPerson(one); setProblem(null); }} />)}</fieldset>}
        <div className={styles.search}>
          <Search size={15} aria-hidden="true" />
          <input className={field.input} type="search" value={text} placeholder={t("match.placeholder")} aria-label={candidates.length ? t("match.search") : t("match.searchFirst")} autoComplete="off" spellCheck={false} onChange={(event) => setText(event.target.value)} data-testid="match-search" />
        </div>
        {others.length > 0 && <fieldset className={styles.cards}><legend className="unseen">{t("match.found")}</legend>{others.map(card)}</fieldset>}
        {words && found && others.length === 0 && <p className={styles.none} role="status">{t("match.none", { text: words })}</p>}
      </div>
      <footer className={styles.foot}>
        {patient && lacksNumber && (
          <label className={field.check}>
            <input type="checkbox" checked={addNumber} onChange={(event) => setAddNumber(event.target.checked)} data-testid="match-add-number" />
            <span>{t("match.addNumber", { ending: numberEnding(row.number), name: loudName(patient) })}</span>
            <small title={formatPhone(row.number)}>{t("match.addNumberHelp")}</small>
          </label>
        )}
        {problem && <p className={styles.bad} role="alert">{problem.code === "stale_view" ? t("match.stale") : t("match.failed", { message: problem.message })}</p>}
        <Button variant="primary" icon={<UserRoundCheck size={14} />} disabled={!patient || pending} onClick={confirm} data-testid="match-confirm">
          {person ? t("people.match.confirm", { who: whoWords(person.who), name: loudName(person.patient) }) : !patient ? t("match.choose") : patient.birth_date ? t("match.confirm", { name: loudName(patient), date: birthDate(patient.birth_date) }) : t("match.confirmNoDate", { name: loudName(patient) })}
        </Button>
      </footer>
    </section>
  );
}
