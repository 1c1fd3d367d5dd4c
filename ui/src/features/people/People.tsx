import { ChevronRight, MessageSquarePlus, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { usePreferences, type ProxyView, type PurposeView } from "@/api";
import { Button, Chip } from "@/components";
import { t } from "@/i18n";
import { civilDay, isoDay } from "@/lib/dates";
import { formatPhone } from "@/lib/numbers";
import { callName, calledOf } from "@/lib/people";
import styles from "./People.module.css";

type Props = {
  patient: string;
  /** Write to somebody; nothing where this person may not. */
  onWrite: ((proxy: ProxyView) => void) | null;
  onEdit: (proxy: ProxyView | null) => void;
  onEnd: (proxy: ProxyView) => void;
};

/** "appointments and results": what somebody may be written to about. */
export const scopeWords = (scope: PurposeView[]): string => new Intl.ListFormat("en-GB").format(scope.map((one) => t(`consent.about.${one}`)));

/** Who else may be written to about the patient, about what, and until when. */
export function People({ patient, onWrite, onEdit, onEnd }: Props) {
  const { data } = usePreferences(patient);
  const [past, setPast] = useState(false);
  if (!data) return null;
  const now = data.people.filter(({ standing }) => standing !== "ended");
  const ended = data.people.filter(({ standing }) => standing === "ended");
  const may = data.may_record;
  return (
    <section className={styles.part} aria-label={t("people.title")} data-testid="people">
      <h3>{t("people.title")}</h3>
      {now.length === 0 && <p className={styles.quiet}>{t("people.none")}</p>}
      <ul className={styles.list}>
        {now.map((proxy) => <li key={proxy.id} className={styles.person} data-testid="person" data-standing={proxy.standing}><Person proxy={proxy} onWrite={onWrite} {...(may && { onEdit, onEnd })} /></li>)}
      </ul>
      {may && <p className={styles.acts}><Button size="small" icon={<UserRoundPlus size={13} />} onClick={() => onEdit(null)} data-testid="person-add">{t("people.add")}</Button></p>}
      {ended.length > 0 && (
        <div className={styles.history}>
          <button type="button" className={styles.disclose} aria-expanded={past} onClick={() => setPast(!past)} data-testid="people-past"><ChevronRight size={13} aria-hidden="true" />{t("people.past", { count: ended.length })}</button>
          {past && <ul className={styles.list}>{ended.map((proxy) => <li key={proxy.id} className={styles.person} data-testid="person" data-standing={proxy.standing}><Person proxy={proxy} onWrite={null} /></li>)}</ul>}
        </div>
      )}
    </section>
  );
}

type PersonProps = { proxy: ProxyView; onWrite: Props["onWrite"]; onEdit?: (proxy: ProxyView) => void; onEnd?: (proxy: ProxyView) => void };

function Person({ proxy, onWrite, onEdit, onEnd }: PersonProps) {
  const today = new Date();
  const day = (on: string) => civilDay(on, today);
  const { standing } = proxy;
  const date = standing === "not_yet" ? day(proxy.from) : standing === "expired" && proxy.until ? day(proxy.until) : "";
  return (
    <>
      <p className={styles.who}><b><bdi>{proxy.who.name}</bdi></b>, <bdi>{calledOf(proxy.who)}</bdi></p>
      <p className={styles.small}>{formatPhone(proxy.number)}</p>
      {standing !== "stands" && <p><Chip tone={standing === "ended" ? "neutral" : "time"}>{t(`people.standing.${standing}`, { date })}</Chip></p>}
      <p>{t("people.about", { about: scopeWords(proxy.scope) })}{proxy.until && standing === "stands" && `, ${t("people.until", { date: day(proxy.until) })}`}</p>
      <p className={styles.small}>{t(`people.groundShort.${proxy.ground}`)}: <span dir="auto">{proxy.evidence}</span></p>
      {proxy.reviewed && standing !== "ended" && <p className={styles.small}>{t("consent.reviewed", { name: proxy.reviewed.by ?? "", date: day(isoDay(new Date(proxy.reviewed.at))) })}</p>}
      {proxy.review_on && standing !== "ended" && <p className={`${styles.small} ${proxy.review_on <= isoDay(today) ? styles.due : ""}`}>{t(proxy.review_on <= isoDay(today) ? "people.reviewDue" : "people.review", { date: day(proxy.review_on) })}</p>}
      {proxy.ended
        ? <p className={styles.small}>{t("people.endedBy", { name: proxy.ended.by ?? "", date: day(isoDay(new Date(proxy.ended.at))), reason: proxy.ended.reason })}</p>
        : proxy.recorded_by && <p className={styles.small}>{t("people.recorded", { name: proxy.recorded_by, date: day(isoDay(new Date(proxy.recorded_at))) })}{proxy.earlier.length > 0 && `. ${t("people.earlier", { count: proxy.earlier.length })}`}</p>}
      {(onWrite || onEdit) && standing !== "ended" && (
        <p className={styles.acts}>
          {onWrite && standing === "stands" && <Button size="small" icon={<MessageSquarePlus size={13} />} onClick={() => onWrite(proxy)} data-testid="person-write">{t("people.write", { name: callName(proxy.who) })}</Button>}
          {onEdit && <Button size="small" variant="quiet" onClick={() => onEdit(proxy)} data-testid="person-edit">{t("people.edit")}</Button>}
          {onEnd && <Button size="small" variant="quiet" onClick={() => onEnd(proxy)} data-testid="person-end">{t("people.end")}</Button>}
        </p>
      )}
    </>
  );
}
