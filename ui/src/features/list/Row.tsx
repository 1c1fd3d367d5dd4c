import { CalendarArrowUp, CircleAlert, FileClock, History, Sunrise, TimerReset, Users, UsersRound } from "lucide-react";
import { memo } from "react";
import type { BackView, LeavesView, SnoozedView, StaffView } from "@/api";
import { Avatar, Chip, DueChip } from "@/components";
import { t } from "@/i18n";
import { dueTime, fullTime, listTime } from "@/lib/dates";
import { listName } from "@/lib/names";
import { offWords } from "@/lib/off";
import { formatPhone } from "@/lib/numbers";
import { calledOf, callName, whoWords } from "@/lib/people";
import { stateWords } from "@/lib/snooze";
import { visible } from "@/lib/text";
import type { Listed } from "./order";
import styles from "./List.module.css";

type Props = { row: Listed; now: number; owner: StaffView | undefined; mine: boolean; selected: boolean; /** The duty that has it, by name. */ account: string | undefined };

/** A conversation in two lines: who and what about; the last words and what is amiss. */
export const Row = memo(function Row({ row, now, owner, mine, selected, account }: Props) {
  // Beside what is overdue or went wrong there is room for a mark, and the patient's words need the rest.
  const loud = row.failed > 0 || row.unfiled > 0 || (row.due !== null && (row.due.raised || row.due.state !== "in_time"));
  const name = row.patient ? listName(row.patient) : formatPhone(row.number);
  return (
    <span className={`${styles.row} ${row.unread ? styles.unread : ""} ${selected ? styles.selected : ""} ${row.gone ? styles.gone : ""}`}>
      {row.unread > 0 && <span className={styles.dot} role="img" aria-label={t("list.unread", { count: row.unread })} />}
      <span className={styles.line}>
        <bdi className={styles.name} title={name}>{name}</bdi>
        {row.with && <bdi className={styles.topic} title={whoWords(row.with)} data-testid="row-with">{t("people.withShort", { who: `${callName(row.with)}, ${calledOf(row.with)}` })}</bdi>}
        {row.patient ? row.topic && !row.with && <bdi className={styles.topic}>{row.topic}</bdi> : <span className={styles.topic}>{t("list.unmatched")}</span>}
        {row.snoozed && !row.gone ? <Until snoozed={row.snoozed} now={now} /> : <time className={styles.time} dateTime={row.last_at} title={fullTime(row.last_at)}>{listTime(row.last_at, new Date(now), t("days.yesterday"))}</time>}
      </span>
      <span className={styles.line}>
        <Preview row={row} />
        {row.back && !row.gone && <Back back={row.back} />}
        {row.leaves && !row.gone && <Leaves leaves={row.leaves} now={now} loud={loud} />}
        {row.limited && !row.gone && <Chip title={t("limit.chipHelp")}><span data-testid="row-limited">{t("limit.chip")}</span></Chip>}
        {row.failed > 0 && <Chip tone="urgent" icon={<CircleAlert size={11} aria-hidden="true" />}>{t("list.failed")}</Chip>}
        {row.unfiled > 0 && !row.failed && <Chip icon={<FileClock size={11} aria-hidden="true" />}>{t("list.unfiled")}</Chip>}
        {row.late && !row.gone && <Chip tone="time" icon={<History size={11} aria-hidden="true" />} title={t("list.lateHelp")}>{t("list.late")}</Chip>}
        {row.with_team && !row.gone && owner && <ForTeam owner={owner} now={now} />}
        {row.team && !row.gone && <span className={styles.team}><Chip icon={<Users size={11} aria-hidden="true" />} title={t("carries.forTeam", { role: t(`roles.${row.team}`) })}><span data-testid="row-team">{t("carries.forTeamShort", { role: t(`roles.${row.team}`) })}</span></Chip></span>}
        {account && !row.gone && <span className={styles.team}><Chip icon={<UsersRound size={11} aria-hidden="true" />} title={t("duty.row", { account })}><span data-testid="row-duty" className={loud ? "unseen" : undefined}>{account}</span></Chip></span>}
        {row.due && !row.gone && (row.due.raised || row.due.state !== "in_time" || !(row.failed || row.unfiled || row.late || row.with_team || row.team || account || row.snoozed || row.back)) && <DueChip due={row.due} now={now} short />}
        {owner && <Avatar name={owner.name} mine={mine} label={t("list.owner", { name: owner.name })} />}
      </span>
    </span>
  );
});

/** It is put away: until when, in the place of when something was last said. */
function Until({ snoozed, now }: { snoozed: SnoozedView; now: number }) {
  const words = stateWords(snoozed);
  return <span className={styles.until} title={words} data-testid="row-snoozed"><TimerReset size={11} aria-hidden="true" /><span aria-hidden="true">{t("snooze.chip", { time: dueTime(snoozed.until, new Date(now)) })}</span><span className="unseen">{words}</span></span>;
}

/** It came back by itself, and nobody has opened it. */
function Back({ back }: { back: BackView }) {
  const why = t("snooze.backWhy", { why: t(`snooze.why.${back.reason}`) });
  return <Chip tone="accent" icon={<Sunrise size={11} aria-hidden="true" />} title={why}><span data-testid="row-back"><span aria-hidden="true">{t("snooze.backShort")}</span><span className="unseen">{why}</span></span></Chip>;
}

/** A text here waits for its time. */
function Leaves({ leaves, now, loud }: { leaves: LeavesView; now: number; loud: boolean }) {
  const whole = t("later.chipHelp", { words: leaves.words });
  return <Chip icon={<CalendarArrowUp size={11} aria-hidden="true" />} title={whole}><span data-testid="row-leaves"><span aria-hidden="true" className={loud ? "unseen" : undefined}>{t("later.chip", { time: dueTime(leaves.at, new Date(now)) })}</span><span className="unseen">{whole}</span></span></Chip>;
}

/** Something came for an owner who is not at work: the team sees it too. */
function ForTeam({ owner, now }: { owner: StaffView; now: number }) {
  const off = offWords(owner, now);
  return <span className={styles.team}><Chip icon={<Users size={11} aria-hidden="true" />} title={off.whole}><span aria-hidden="true">{off.short}</span><span className="unseen">{off.whole}</span></Chip></span>;
}

function Preview({ row }: { row: Listed }) {
  if (row.gone) return <span className={styles.preview}>{t("list.moved")}</span>;
  if (row.draft) return <span className={styles.preview}><em className={styles.draft}>{t("list.draft")}</em> <bdi>{visible(row.draft)}</bdi></span>;
  // Why it waits says more here than what was said last.
  if (row.snoozed?.label) return <span className={styles.preview}><bdi>{visible(row.snoozed.label)}</bdi></span>;
  if (!row.preview) return <span className={styles.preview}>{t("list.nothing")}</span>;
  return <span className={styles.preview}>{!row.from_patient && <span className={styles.you}>{t("list.you")} </span>}<bdi>{visible(row.preview)}</bdi></span>;
}
