import { Printer } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { useApp, useNextSteps, type NextStepCounts, type NextStepsView, type NextStepView } from "@/api";
import { Bone, Button, DayField, Dialog, DialogActions, Failed, useToast } from "@/components";
import { t } from "@/i18n";
import { clockOn, fullTime, shortDay } from "@/lib/dates";
import { listName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import styles from "./NextSteps.module.css";

type Column = keyof NextStepCounts;
const COLUMNS: Column[] = ["contacts", "same_day", "later", "closed", "acknowledged", "nothing"];
/** What is listed: of a day, or of all; one outcome, or whatever came of them. */
type Listed = { day: string | null; column: Column };

const dayWords = (day: string | null) => (day ? shortDay(day) : t("report.total"));
const outcomeOf = (column: Column): NextStepView | null => (column === "contacts" ? null : column);

/** Whether each patient heard what happens next on the day they wrote, over past days (C-14). */
export function NextSteps({ onOpen, onClose }: { onOpen: (conversation: string) => void; onClose: () => void }) {
  const toast = useToast();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [listed, setListed] = useState<Listed | null>(null);
  const { data: view, isError, refetch, isPlaceholderData } = useNextSteps({ from: from || null, to: to || null, list: listed && { day: listed.day, outcome: outcomeOf(listed.column) } });
  const now = new Date().toISOString();
  const lines = isPlaceholderData ? [] : (view?.lines ?? []);
  async function print() {
    try {
      await (window.print() as unknown); // In the app it is a promise, which fails where the computer may not print.
    } catch {
      toast({ tone: "bad", text: t("report.notPrinted") });
    }
  }
  return (
    <Dialog open wide onClose={onClose} title={t("report.title")} testId="next-steps">
      <p className={styles.help}>{t("report.lead")}</p>
      <div className={styles.span}>
        <DayField label={t("report.from")} value={from ?? view?.from ?? ""} onChange={setFrom} testId="next-steps-from" />
        <DayField label={t("report.to")} value={to ?? view?.to ?? ""} onChange={setTo} testId="next-steps-to" />
        {view && !isError && <p className={styles.share} data-testid="next-steps-share" aria-live="polite">{shareWords(view.total)}</p>}
      </div>
      {isError && (from || to ? <p role="alert" className={styles.bad}>{t("report.wrongSpan")}</p> : <Failed title={t("report.failed")} onAgain={() => void refetch()} />)}
      {!view && !isError && <div aria-busy="true"><Bone width="80%" /><Bone width="60%" /></div>}
      {view && !isError && <div className={styles.scroll}><Table view={view} listed={listed} onList={setListed} /></div>}
      {view && !isError && listed && (
        <section className={styles.list} aria-label={listWords(listed)} data-testid="next-steps-list">
          <h3>{listWords(listed)}</h3>
          <ul>
            {lines.map((line) => (
              <li key={`${line.conversation} ${line.came_at}`}>
                <button type="button" className={styles.line} onClick={() => onOpen(line.conversation)} data-testid="next-steps-line" data-conversation={line.conversation}>
                  <span className={styles.who}>{line.patient ? listName(line.patient) : formatPhone(line.number)}</span>
                  <span className={styles.when} title={fullTime(line.came_at)}>{t("report.cameAt", { time: clockOn(line.came_at, now) })}</span>
                  <span className={styles.when}>{line.told_at ? t("report.toldAt", { time: clockOn(line.told_at, now) }) : t("report.notTold")}</span>
                  <span className={styles.when}>{t(`report.columns.${line.outcome}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DialogActions>
        <Button icon={<Printer size={14} />} disabled={!view || isError} onClick={() => void print()} data-testid="next-steps-print">{t("report.print")}</Button>
        <Button onClick={onClose} data-testid="next-steps-close">{t("report.close")}</Button>
      </DialogActions>
      {view && !isError && <Sheet view={view} />}
    </Dialog>
  );
}

const listWords = ({ day, column }: Listed) => t("report.list", { day: dayWords(day), what: t(`report.columns.${column}`) });

function shareWords(total: NextStepCounts): string {
  if (!total.contacts) return t("report.none");
  return t("report.share", { count: total.same_day, all: total.contacts, percent: Math.floor((100 * total.same_day) / total.contacts) });
}

/** A row a working day, the newest first; every number opens its list. On paper they are numbers. */
function Table({ view, listed, onList }: { view: NextStepsView; listed?: Listed | null; onList?: (listed: Listed) => void }) {
  const cell = (day: string | null, column: Column, count: number) => {
    if (!onList || count === 0) return <span className={count === 0 ? styles.zero : undefined}>{count}</span>;
    const open = listed?.day === day && listed.column === column;
    return <button type="button" className={styles.count} aria-pressed={open} aria-label={t("report.show", { day: dayWords(day), what: t(`report.columns.${column}`), count })} onClick={() => onList({ day, column })} data-testid={`next-steps-${day ?? "all"}-${column}`}>{count}</button>;
  };
  return (
    <table className={styles.table}>
      <thead><tr><th scope="col">{t("report.day")}</th>{COLUMNS.map((column) => <th key={column} scope="col">{t(`report.columns.${column}`)}</th>)}</tr></thead>
      <tbody>
        {view.days.map(({ day, is_today, counts }) => (
          <tr key={day} data-testid="next-steps-day" data-day={day}>
            <th scope="row">{shortDay(day)}{is_today && <span className={styles.today}> {t("report.today")}</span>}</th>
            {COLUMNS.map((column) => <td key={column}>{cell(day, column, counts[column])}</td>)}
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{t("report.total")}</th>{COLUMNS.map((column) => <td key={column}>{cell(null, column, view.total[column])}</td>)}</tr></tfoot>
    </table>
  );
}

/** The table on paper, with nobody's name: shown by the printer alone. */
function Sheet({ view }: { view: NextStepsView }) {
  const practice = useApp().data?.practice?.name;
  return createPortal(
    <article className={styles.sheet} data-print aria-hidden="true" data-testid="next-steps-sheet">
      <h1>{practice}</h1>
      <h2>{t("report.title")}</h2>
      <p>{shortDay(view.from)} – {shortDay(view.to)}. {shareWords(view.total)}</p>
      <Table view={view} />
      <p>{t("report.lead")}</p>
      <p>{t("report.printed", { time: fullTime(new Date().toISOString()) })}</p>
    </article>,
    document.body,
  );
}
