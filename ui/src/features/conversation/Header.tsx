import { ArrowLeft, Check, History, RotateCcw, Sunrise, TimerReset, UserRoundPlus, UsersRound } from "lucide-react";
import type { ReactNode, Ref } from "react";
import type { ConversationView, StaffView } from "@/api";
import { Button, Chip, IdentityFacts } from "@/components";
import { t } from "@/i18n";
import { useNow } from "@/lib/hooks";
import { bannerName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { offWords } from "@/lib/off";
import { whoWords } from "@/lib/people";
import styles from "./Header.module.css";

type Props = {
  view: ConversationView;
  owner: StaffView | undefined;
  mine: boolean;
  /** Whose it is, where a duty has it. */
  whose: string | null;
  onBack?: (() => void) | undefined;
  onAssign: () => void;
  onDone: () => void;
  assignRef: Ref<HTMLButtonElement>;
  assignOpen: boolean;
  snoozeRef: Ref<HTMLButtonElement>;
  snoozeOpen: boolean;
  onSnooze: () => void;
  onWake: () => void;
  /** Whether this person may take, give and finish conversations. */
  mayOrganise: boolean;
  /** What is due, and which reply time counts. */
  clock: ReactNode;
  /** The way to escalate, for whom there is one. */
  escalate: ReactNode;
  children?: ReactNode;
};

/** Who this is, what it is about, and what can be done with it. */
export function Header({ view, owner, mine, whose, onBack, onAssign, onDone, assignRef, assignOpen, snoozeRef, snoozeOpen, onSnooze, onWake, mayOrganise, clock, escalate, children }: Props) {
  const { patient, row } = view;
  const now = useNow(60_000);
  return (
    <header className={styles.header}>
      <div className={styles.who}>
        {onBack && <Button variant="quiet" icon={<ArrowLeft size={16} />} title={t("app.tooNarrow")} onClick={onBack} data-testid="back" />}
        <h2 className={styles.name}><bdi>{patient ? bannerName(patient) : formatPhone(row.number)}</bdi></h2>
        <span className={styles.facts}>
          {view.with && <Chip icon={<UsersRound size={11} aria-hidden="true" />}><span data-testid="header-with">{t("people.withWho", { who: whoWords(view.with.who) })}</span></Chip>}
          {patient ? <IdentityFacts patient={patient} /> : <Chip tone="time">{t("identity.unmatched")}</Chip>}
        </span>
        {escalate}
        {children}
      </div>
      <div className={styles.about}>
        <span className={styles.words}>
          <bdi className={row.topic ? styles.topic : styles.noTopic}>{row.topic ?? t("conversation.addTopic")}</bdi>
          <span data-testid="owner-words">{owner && row.with_team ? offWords(owner, now).whole : whose ? whose : mine ? t("conversation.yours") : (owner?.name ?? (row.team ? t("carries.forTeam", { role: t(`roles.${row.team}`) }) : t("conversation.unassigned")))}</span>
          {row.late && <Chip tone="time" icon={<History size={11} aria-hidden="true" />} title={t("conversation.lateHelp")}>{t("conversation.late")}</Chip>}
          {row.done && <Chip>{t("conversation.done")}</Chip>}
          {row.back && <Chip tone="accent" icon={<Sunrise size={11} aria-hidden="true" />} title={t("snooze.backWhy", { why: t(`snooze.why.${row.back.reason}`) })}><span data-testid="header-back">{t("snooze.back")}</span></Chip>}
          {row.failed > 0 && <Chip tone="urgent">{t("list.failed")}</Chip>}
          {row.unfiled > 0 && <Chip>{t("filing.pending")}</Chip>}
        </span>
        {clock && <span className={styles.clock}>{clock}</span>}
        {mayOrganise && <span className={styles.acts}>
          <Button
            size="small" icon={<UserRoundPlus size={13} />} shortcut="assign" ref={assignRef} onClick={onAssign}
            aria-haspopup="menu" aria-expanded={assignOpen} data-testid="assign"
          >{t("conversation.assign")}</Button>
          {!row.done && <Button size="small" icon={<TimerReset size={13} />} shortcut="snooze" ref={snoozeRef} onClick={onSnooze} aria-haspopup="dialog" aria-expanded={snoozeOpen} data-testid="snooze">{t("snooze.open")}</Button>}
          {row.done
            ? <Button size="small" icon={<RotateCcw size={13} />} shortcut="done" onClick={onDone} data-testid="reopen">{t("conversation.reopen")}</Button>
            : <Button size="small" icon={<Check size={13} />} shortcut="done" onClick={onDone} data-testid="mark-done">{t("conversation.markDone")}</Button>}
        </span>}
      </div>
      {row.snoozed && (
        <div className={styles.away} data-testid="header-snoozed">
          <p><TimerReset size={14} aria-hidden="true" /><span><b>{t("snooze.state", { words: row.snoozed.words })}</b>{row.snoozed.label && <bdi data-testid="header-waits">{t("snooze.waits", { label: row.snoozed.label })}</bdi>}{!row.snoozed.wakes_on_reply && <span>{t("snooze.stays")}</span>}</span></p>
          {mayOrganise && <Button size="small" icon={<Sunrise size={13} />} onClick={onWake} data-testid="wake">{t("snooze.wake")}</Button>}
        </div>
      )}
    </header>
  );
}
