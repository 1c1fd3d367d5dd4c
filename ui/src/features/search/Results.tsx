import { ArrowLeft, MessageSquarePlus, MessageSquareText, UserRound } from "lucide-react";
import type { MessageHit, PatientView, SearchResults } from "@/api";
import { Button, Chip, IdentityFacts } from "@/components";
import { t } from "@/i18n";
import { fullTime, listTime } from "@/lib/dates";
import { bannerName, firstName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { visible } from "@/lib/text";
import { choicesOf, type Choice } from "./choices";
import styles from "./Search.module.css";

type ListProps = { id: string; at: number; onChoose: (choice: Choice) => void };

export function Results({ id, text, results, error, stale, at, onChoose }: ListProps & { text: string; results: SearchResults | undefined; error: { message: string } | null; stale: boolean }) {
  if (error && !results) return <p className={styles.none} role="alert">{t("search.failed", { message: error.message })}</p>;
  if (!results) return <p className={styles.none} />;
  const { patients, messages } = results;
  const count = patients.length + messages.length;
  return (
    <>
      <p className="unseen" role="status">{t("search.count", { count })}</p>
      {count === 0 && !stale && <div className={styles.none}><b>{t("search.none", { text })}</b><p>{t("search.noneHelp")}</p></div>}
      <div id={`${id}-results`} role="listbox" aria-label={t("search.results")} className={styles.results}>
        {patients.length > 0 && (
          <div role="group" aria-labelledby={`${id}-patients`}>
            <div id={`${id}-patients`} className={styles.title} role="presentation">{t("search.patients")}</div>
            {patients.map((patient, index) => <Patient key={patient.id} id={`${id}-${index}`} patient={patient} active={index === at} onChoose={() => onChoose({ type: "patient", patient })} />)}
          </div>
        )}
        {messages.length > 0 && (
          <div role="group" aria-labelledby={`${id}-messages`}>
            <div id={`${id}-messages`} className={styles.title} role="presentation">{t("search.messages")}</div>
            {messages.map((hit, index) => <Hit key={hit.message} id={`${id}-${patients.length + index}`} hit={hit} active={patients.length + index === at} onChoose={() => onChoose({ type: "message", hit })} />)}
          </div>
        )}
      </div>
      {results.cut_off && <p className={styles.cut} role="status" data-testid="search-cut-off">{t("search.cutOff")}</p>}
    </>
  );
}

type OptionProps = { id: string; active: boolean; onChoose: () => void };

const Patient = ({ patient, id, active, onChoose }: OptionProps & { patient: PatientView }) => (
  <div id={id} role="option" aria-selected={active} className={styles.option} onClick={onChoose} data-testid="search-patient" data-patient={patient.id}>
    <UserRound size={15} aria-hidden="true" />
    <span className={styles.body}>
      <b><bdi>{bannerName(patient)}</bdi></b>
      <span className={styles.facts}><IdentityFacts patient={patient} /></span>
    </span>
    <span className={styles.hint}>{t("search.start")}</span>
  </div>
);

const Hit = ({ hit, id, active, onChoose }: OptionProps & { hit: MessageHit }) => (
  <div id={id} role="option" aria-selected={active} className={styles.option} onClick={onChoose} data-testid="search-hit" data-message={hit.message} data-conversation={hit.conversation}>
    <MessageSquareText size={15} aria-hidden="true" />
    <span className={styles.body}>
      <span className={styles.hitTop}><b><bdi>{hit.title.startsWith("+") ? formatPhone(hit.title) : hit.title}</bdi></b>{hit.wrong && <Chip tone="urgent"><span data-testid="search-wrong">{t("retract.hit")}</span></Chip>}<time dateTime={hit.at} title={fullTime(hit.at)}>{listTime(hit.at, new Date(), t("days.yesterday"))}</time></span>
      <span className={styles.excerpt} dir="auto">{hit.excerpt.map((part, index) => part.hit ? <mark key={index}>{visible(part.text)}</mark> : <span key={index}>{visible(part.text)}</span>)}</span>
    </span>
  </div>
);

/** With a patient found: at which number to begin. */
export function Begin({ id, patient, at, onChoose, onBack }: ListProps & { patient: PatientView; onBack: () => void }) {
  const choices = choicesOf(undefined, patient).filter((choice) => choice.type === "number");
  return (
    <>
      <div className={styles.begin}>
        <Button variant="quiet" size="small" icon={<ArrowLeft size={15} />} title={t("search.back")} onClick={onBack} />
        <span className={styles.body}><b>{t("search.beginTitle")}: <bdi>{bannerName(patient)}</bdi></b><span className={styles.facts}><IdentityFacts patient={patient} /></span></span>
      </div>
      {choices.length === 0 && <p className={styles.none}>{t("search.noNumber")}</p>}
      <div id={`${id}-results`} role="listbox" aria-label={t("search.beginTitle")} className={styles.results}>
        {choices.map((choice, index) => (
          <div key={choice.number} id={`${id}-${index}`} role="option" aria-selected={index === at} className={styles.option} onClick={() => onChoose(choice)} data-testid="search-begin">
            <MessageSquarePlus size={15} aria-hidden="true" />
            <span className={styles.body}>{t("search.begin", { name: firstName(patient), number: formatPhone(choice.number) })}</span>
          </div>
        ))}
      </div>
    </>
  );
}
