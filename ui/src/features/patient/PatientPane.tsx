import { ChevronDown, MessageSquarePlus, PanelRightClose, UserRoundSearch } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { usePreferences, type ConversationRow, type ConversationView, type PatientView, type StaffView } from "@/api";
import { Button, Chip, Empty } from "@/components";
import { t } from "@/i18n";
import { birthDate, fullTime, listTime } from "@/lib/dates";
import { bannerName } from "@/lib/names";
import { formatNhsNumber, formatPhone } from "@/lib/numbers";
import { whoWords } from "@/lib/people";
import { Topic } from "./Topic";
import styles from "./Patient.module.css";

type Props = {
  view: ConversationView | undefined;
  owner: StaffView | undefined;
  mine: boolean;
  /** Whose it is, where a duty has it. */
  whose: string | null;
  ownerRef: Ref<HTMLButtonElement>;
  onAssign: () => void;
  onTopic: (topic: string | null) => void;
  onOpen: (conversation: string) => void;
  onBegin: (patient: PatientView, number: string) => void;
  onHide: () => void;
  /** Whether this person may name, give and begin conversations. */
  mayOrganise: boolean;
  /** What is known of a number of the patient's. */
  numberState: (patient: string, number: string) => ReactNode;
  /** How the patient wants to be reached. */
  children?: ReactNode;
};

export function PatientPane({ view, owner, mine, whose, ownerRef, onAssign, onTopic, onOpen, onBegin, onHide, mayOrganise, numberState, children }: Props) {
  const patient = view?.patient;
  const people = usePreferences(patient?.id ?? null).data?.people ?? [];
  const holderOf = (number: string) => people.filter((one) => one.number === number).map(({ who }) => t("people.theirNumber", { who: whoWords(who) })).join(", ");
  const ownerWords = whose ? whose : owner ? (mine ? t("assign.me", { name: owner.name }) : owner.name) : t("conversation.unassigned");
  return (
    <aside className={styles.pane} aria-label={t("regions.patient")} data-region="patient" data-testid="patient-pane">
      <header className={styles.head}>
        <h2>{t("patient.title")}</h2>
        <Button variant="quiet" size="small" icon={<PanelRightClose size={15} />} title={t("patient.hide")} shortcut="patientPane" onClick={onHide} data-testid="patient-hide" />
      </header>
      <div className={styles.body}>
        {view && !patient && <div className={styles.none}><Empty icon={<UserRoundSearch size={20} />} title={t("patient.unmatched")} text={t("patient.unmatchedHelp")} /></div>}
        {patient && view && (
          <>
            <Identity patient={patient} />
            {children}
            <Part title={t("patient.numbers")}>
              <ul>{patient.contact_points.map((point) => (
                <li key={point.number} className={styles.number}>
                  <span>
                    <b>{formatPhone(point.number)}</b>
                    <small>{t(`patient.use.${point.use}`)}{point.number === view.row.number && `, ${t("patient.inUse").toLocaleLowerCase()}`}</small>
                    {holderOf(point.number) && <small className={styles.shared} data-testid="number-holder">{holderOf(point.number)}</small>}
                    {point.use !== "old" && numberState(patient.id, point.number)}
                    {point.shared_with > 0 && <small className={styles.shared}>{t("patient.shared", { count: point.shared_with })}</small>}
                  </span>
                  {point.number !== view.row.number && point.use !== "old" && mayOrganise && (
                    <Button variant="quiet" size="small" icon={<MessageSquarePlus size={15} />} title={t("search.begin", { name: patient.given, number: formatPhone(point.number) })} onClick={() => onBegin(patient, point.number)} />
                  )}
                </li>
              ))}</ul>
            </Part>
          </>
        )}
        {view && (
          <Part title={t("patient.conversation")}>
            <dl className={styles.facts}>
              <dt>{t("patient.topic")}</dt>
              <dd>{mayOrganise ? <Topic key={view.row.id} topic={view.row.topic} onTopic={onTopic} /> : <p className={styles.plain}><bdi>{view.row.topic ?? t("patient.noTopic")}</bdi></p>}</dd>
              <dt>{t("patient.owner")}</dt>
              <dd>
                {mayOrganise
                  ? <button type="button" className={styles.edit} ref={ownerRef} onClick={onAssign} aria-haspopup="menu">{ownerWords}<ChevronDown size={13} aria-hidden="true" /></button>
                  : <p className={styles.plain}>{ownerWords}</p>}
              </dd>
              <dt>{t("patient.state")}</dt>
              <dd className={styles.plain}>{view.row.done ? t("patient.done") : t("patient.open")}</dd>
            </dl>
          </Part>
        )}
        {patient && view && (
          <Part title={t("patient.others")}>
            {view.others.length === 0 && <p className={styles.quiet}>{t("patient.noOthers")}</p>}
            <ul>{view.others.map((row) => <li key={row.id}><Other row={row} onOpen={onOpen} /></li>)}</ul>
          </Part>
        )}
      </div>
    </aside>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => <section className={styles.part}><h3>{title}</h3>{children}</section>;

function Identity({ patient }: { patient: PatientView }) {
  return (
    <section className={styles.identity}>
      <p className={styles.name}><bdi>{bannerName(patient)}</bdi></p>
      <dl className={styles.facts}>
        <dt>{t("patient.born")}</dt>
        <dd className={styles.plain}>{patient.birth_date ? <>{birthDate(patient.birth_date)}{patient.age !== null && <span className={styles.soft}> {t("patient.age", { count: patient.age })}</span>}</> : t("patient.notRecorded")}</dd>
        <dt>{t("identity.nhs")}</dt>
        <dd className={styles.plain}>{patient.nhs_number ? formatNhsNumber(patient.nhs_number) : t("patient.notRecorded")}</dd>
      </dl>
    </section>
  );
}

const Other = ({ row, onOpen }: { row: ConversationRow; onOpen: (id: string) => void }) => (
  <button type="button" className={styles.other} onClick={() => onOpen(row.id)} data-testid="other" data-conversation={row.id}>
    <span className={styles.otherTop}>
      <b><bdi>{row.topic ?? t("patient.noTopic")}</bdi></b>
      <time dateTime={row.last_at} title={fullTime(row.last_at)}>{listTime(row.last_at, new Date(), t("days.yesterday"))}</time>
    </span>
    <span className={styles.otherWords}>{row.preview || t("list.nothing")}</span>
    <span className={styles.chips}>
      <Chip>{row.done ? t("patient.done") : row.snoozed ? t("snooze.state", { words: row.snoozed.words }) : t("patient.open")}</Chip>
      {row.failed > 0 && <Chip tone="urgent">{t("list.failed")}</Chip>}
      {row.unfiled > 0 && <Chip>{t("list.unfiled")}</Chip>}
    </span>
  </button>
);
