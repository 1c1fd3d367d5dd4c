import { ChevronRight, MessageSquareOff, NotebookPen, ShieldAlert } from "lucide-react";
import { useState } from "react";
import { usePreferences, type ConsentLineView, type ConsentStatementView, type PreferencesView } from "@/api";
import { Bone, Button, ConsentState, decisionWords, sourceWords } from "@/components";
import { t } from "@/i18n";
import { civilDay, fullTime, isoDay } from "@/lib/dates";
import { RouteBanner } from "./RouteBanner";
import styles from "./Consent.module.css";

type Props = { patient: string; maySafe: boolean; onRecord: () => void; onRoute: (to: "unsafe" | "safe") => void };

/** How the patient wants to be reached, and must not be. */
export function Messaging({ patient, maySafe, onRecord, onRoute }: Props) {
  const { data, isError, refetch } = usePreferences(patient);
  if (!data) {
    return (
      <section className={styles.part} aria-label={t("consent.title")} aria-busy={!isError}>
        <h3>{t("consent.title")}</h3>
        {isError
          ? <p className={styles.quiet}>{t("consent.failed")} <button type="button" className={styles.link} onClick={() => void refetch()}>{t("app.again")}</button></p>
          : <div className={styles.bones}><Bone width="80%" /><Bone width="60%" /></div>}
      </section>
    );
  }
  const { status, unsafe_route: unsafe, may_record: mayRecord } = data;
  return (
    <section className={styles.part} aria-label={t("consent.title")} data-testid="messaging" data-patient={patient}>
      {unsafe && (
        <RouteBanner route={unsafe}>
          {maySafe && mayRecord && <Button size="small" onClick={() => onRoute("safe")} data-testid="route-safe">{t("consent.unsafe.back")}</Button>}
        </RouteBanner>
      )}
      {status !== "active" && <p className={styles.gone} data-testid="patient-status" data-status={status}><MessageSquareOff size={15} aria-hidden="true" />{t(`consent.status.${status}`)}</p>}
      <h3>{t("consent.title")}, {t(`consent.channel.${data.channel}`).toLocaleLowerCase()}</h3>
      <Standing view={data} />
      {data.history.length > 0 && <History history={data.history} />}
      {mayRecord && (
        <p className={styles.acts}>
          <Button size="small" icon={<NotebookPen size={13} />} onClick={onRecord} data-testid="consent-record">{t("consent.record")}</Button>
          {!unsafe && <Button size="small" variant="quiet" icon={<ShieldAlert size={13} />} onClick={() => onRoute("unsafe")} data-testid="route-unsafe">{t("consent.unsafe.mark")}</Button>}
        </p>
      )}
    </section>
  );
}

/** One calm sentence where nothing was ever said; otherwise a line a purpose, and under each run of lines where it comes from. */
function Standing({ view: { lines, status, unsafe_route: unsafe } }: { view: PreferencesView }) {
  const now = new Date();
  if (lines.every((line) => line.state === "nothing_recorded")) {
    if (status !== "active" || unsafe) return <p className={styles.quiet}>{t("consent.state.nothing_recorded")}.</p>;
    const asks = lines.every((line) => !line.may_send);
    return <p className={styles.quiet} data-testid="consent-nothing">{asks ? t("consent.nothingAsk") : t("consent.nothing")}</p>;
  }
  return (
    <ul className={styles.lines}>
      {runsOf(lines).map((run) => (
        <li key={run[0].purpose} className={styles.run}>
          {run.map((line) => <p key={line.purpose} className={styles.line} data-testid="consent-line" data-purpose={line.purpose} data-state={line.state}><span>{t(`consent.purpose.${line.purpose}`)}</span><ConsentState line={line} /></p>)}
          {run[0].statement && <p className={styles.source}>{sourceWords(run[0].statement, now)}</p>}
          {run[0].state === "unclear" && <p className={styles.source}>{t("consent.unclearHelp")}</p>}
          {run[0].statement && <ReviewedLine said={run[0].statement} now={now} />}
          {run[0].statement?.review_on && <Review on={run[0].statement.review_on} now={now} />}
        </li>
      ))}
    </ul>
  );
}

type Run = [ConsentLineView, ...ConsentLineView[]];

/** Lines that follow each other and rest on the same words. */
function runsOf(lines: ConsentLineView[]): Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && run[0].state === line.state && JSON.stringify(run[0].statement) === JSON.stringify(line.statement)) run.push(line);
    else runs.push([line]);
  }
  return runs;
}

function Review({ on, now }: { on: string; now: Date }) {
  const due = on <= isoDay(now);
  return <p className={`${styles.source} ${due ? styles.due : ""}`}>{t(due ? "consent.reviewDue" : "consent.review", { date: civilDay(on, now) })}</p>;
}

/** Somebody asked again, and nothing changed. */
function ReviewedLine({ said: { reviewed }, now, small = false }: { said: ConsentStatementView; now: Date; small?: boolean }) {
  return reviewed && <p className={small ? styles.small : styles.source} data-testid="consent-reviewed">{t("consent.reviewed", { name: reviewed.by ?? "", date: civilDay(isoDay(new Date(reviewed.at)), now) })}</p>;
}

function History({ history }: { history: ConsentStatementView[] }) {
  const [open, setOpen] = useState(false);
  const now = new Date();
  return (
    <div className={styles.history}>
      <button type="button" className={styles.disclose} aria-expanded={open} onClick={() => setOpen(!open)} data-testid="consent-history"><ChevronRight size={13} aria-hidden="true" />{t("consent.history", { count: history.length })}</button>
      {open && (
        <ol className={styles.said}>
          {history.map((said, index) => (
            <li key={`${said.recorded_at}${index}`} data-testid="consent-statement">
              <p><b>{decisionWords(said)}</b>, {sourceWords(said, now)}</p>
              {said.evidence && <p className={styles.evidence} dir="auto">{said.evidence}</p>}
              <p className={styles.small} title={fullTime(said.recorded_at)}>
                {said.recorded_by ? t("consent.recordedBy", { name: said.recorded_by, date: civilDay(isoDay(new Date(said.recorded_at)), now) }) : t("consent.recordedByApp", { date: civilDay(isoDay(new Date(said.recorded_at)), now) })}
              </p>
              <ReviewedLine said={said} now={now} small />
              {said.review_on && <p className={styles.small}>{t("consent.review", { date: civilDay(said.review_on, now) })}</p>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
