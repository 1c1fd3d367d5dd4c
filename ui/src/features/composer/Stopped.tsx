import { Ban, CircleDashed, CircleHelp, Eye, FileText, MessageSquareOff, MessageSquareX, NotebookPen, Phone, ShieldAlert, UserRoundX, type LucideIcon } from "lucide-react";
import { useEffect, useId, useRef, type Ref } from "react";
import type { PatientView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { firstName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { callName, whoWords } from "@/lib/people";
import { isAboutPerson, type Stop, type Why } from "./contact";
import styles from "./Stopped.module.css";

const ICONS: Record<Why, LucideIcon> = {
  role: Eye, limited: MessageSquareX, deceased: MessageSquareOff, left: MessageSquareOff, unsafe_route: ShieldAlert, objected_at_provider: MessageSquareOff, objected: Ban, unclear: CircleHelp, consent_needed: CircleDashed,
  proxy_scope: UserRoundX, proxy_stopped: UserRoundX, proxy_ended: UserRoundX, proxy_not_yet: UserRoundX, proxy_expired: UserRoundX, proxy_grown_up: UserRoundX,
};

/** Why nothing is sent, in one sentence. */
export function stopWords({ why, about, person }: Stop, patient: PatientView): string {
  const words = { name: firstName(patient), about: new Intl.ListFormat("en-GB").format(about.map((one) => t(`consent.about.${one}`))) };
  return isAboutPerson(why) ? t(`people.why.${why}`, { ...words, person: person ? whoWords(person.who) : "" }) : t(`consent.composer.why.${why}`, words);
}

/** No text can go to this patient, or none from this person. */
export function Closed({ stop, patient, notes }: { stop: Stop; patient: PatientView; notes: boolean }) {
  const Icon = ICONS[stop.why];
  return (
    <div className={`${styles.stopped} ${styles.closed}`} data-testid="composer-closed" data-why={stop.why}>
      <Icon size={16} aria-hidden="true" />
      <p><strong>{stopWords(stop, patient)}</strong>{notes && <> {t("consent.composer.noteStill")}</>}</p>
    </div>
  );
}

export type Despite = { open: boolean; reason: string; onOpen: (open: boolean) => void; onReason: (reason: string) => void; onSend: () => void; label: string; ready: boolean };

type Props = { stop: Stop; patient: PatientView; number: string; mayRecord: boolean; despite: Despite; onRecord: () => void; onTask: ((way: "phone" | "letter") => void) | null; cannotPhone: boolean; ref?: Ref<HTMLDivElement> };

/** Stands where the send button was: why, what can be done instead, and, for those who may, the way past it. */
export function Stopped({ stop, patient, number, mayRecord, despite, onRecord, onTask, cannotPhone, ref }: Props) {
  const Icon = ICONS[stop.why];
  const records = mayRecord && !isAboutPerson(stop.why) && stop.why !== "unsafe_route" && stop.why !== "limited" && stop.why !== "objected_at_provider";
  return (
    <div ref={ref} tabIndex={-1} className={`${styles.stopped} ${stop.why === "unsafe_route" ? styles.unsafe : ""}`} role="group" aria-label={stopWords(stop, patient)} data-testid="composer-stopped" data-why={stop.why}>
      <Icon size={16} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <strong>{stopWords(stop, patient)}</strong>
          {stop.why === "objected_at_provider" && <> {t("consent.composer.startAgain")}</>}
        </p>
        {despite.open && stop.liftable
          ? <Reason despite={despite} />
          : (
            <div className={styles.instead}>
              <span className={styles.title}>{t("consent.composer.instead")}</span>
              <ul>
                {stop.person && stop.why === "proxy_stopped" && <li data-testid="instead-telephone-person"><Phone size={13} aria-hidden="true" />{t("consent.composer.telephone", { number: formatPhone(stop.person.number) })} <span className={styles.use}>({callName(stop.person.who)})</span></li>}
                {!cannotPhone && telephones(patient, number, stop.why).map((point) => (
                  <li key={point.number} data-testid="instead-telephone"><Phone size={13} aria-hidden="true" />{t("consent.composer.telephone", { number: formatPhone(point.number) })} <span className={styles.use}>{stop.why === "unsafe_route" && point.number === number ? t("consent.composer.sameTelephone") : t("consent.composer.telephoneUse", { use: t(`patient.use.${point.use}`).toLocaleLowerCase() })}</span></li>
                ))}
                {!onTask && <li><FileText size={13} aria-hidden="true" />{t("consent.composer.letter")}</li>}
              </ul>
              <span className={styles.acts}>
                {onTask && !cannotPhone && <Button size="small" icon={<Phone size={13} />} shortcut="phoneTask" onClick={() => onTask("phone")} data-testid="instead-phone-task">{t("tasks.instead.phone")}</Button>}
                {onTask && <Button size="small" icon={<FileText size={13} />} shortcut="letterTask" onClick={() => onTask("letter")} data-testid="instead-letter-task">{t("tasks.instead.letter")}</Button>}
                {records && <Button size="small" icon={<NotebookPen size={13} />} onClick={onRecord} data-testid="stopped-record">{t("consent.composer.ask")}</Button>}
                {stop.liftable && <Button size="small" variant="quiet" onClick={() => despite.onOpen(true)} data-testid="despite-open">{t("consent.composer.despite")}</Button>}
              </span>
            </div>
          )}
      </div>
    </div>
  );
}

/** Numbers to ring: the one in use last where it is not safe to text, and none that is no longer in use. */
export function telephones(patient: PatientView, number: string, why: Why) {
  // A number that is somebody else's telephone is named as theirs, not as the patient's.
  const usable = patient.contact_points.filter((point) => point.use !== "old" && !(isAboutPerson(why) && point.number === number));
  const others = usable.filter((point) => point.number !== number);
  const here = usable.filter((point) => point.number === number);
  return (why === "unsafe_route" ? [...others, ...(others.length ? [] : here)] : [...here, ...others]).slice(0, 2);
}

function Reason({ despite }: { despite: Despite }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className={styles.reason} onKeyDown={(event) => event.key === "Escape" && despite.onOpen(false)}>
      <label htmlFor={id}>{t("consent.composer.despiteReason")} <span className={styles.use}>{t("consent.composer.despiteHelp")}</span></label>
      <input ref={field} id={id} value={despite.reason} dir="auto" autoComplete="off" placeholder={t("consent.composer.despitePlaceholder")} onChange={(event) => despite.onReason(event.target.value)} data-testid="despite-reason" />
      <span className={styles.answers}>
        <Button size="small" onClick={() => despite.onOpen(false)} data-testid="despite-cancel">{t("consent.composer.despiteCancel")}</Button>
        <Button size="small" variant="danger" disabled={!despite.ready} onClick={despite.onSend} data-testid="despite-send">{despite.label}</Button>
      </span>
    </div>
  );
}
