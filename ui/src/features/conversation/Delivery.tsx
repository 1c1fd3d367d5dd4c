import { Check, CheckCheck, CircleHelp, Clock, Send, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { DeliveryView, FilingView, MessageView } from "@/api";
import { t } from "@/i18n";
import { clockOn, fullTime, secondsUntil } from "@/lib/dates";
import { useNow } from "@/lib/hooks";
import type { WrongActs } from "./Wrong";
import styles from "./Message.module.css";

export type MessageActs = {
  onUndo: (message: MessageView) => void;
  onSendAgain: (message: MessageView) => void;
  onResolve: (message: MessageView, send: boolean) => void;
  onRetryFiling: () => void;
  /** Write down that a message says "stop"; none: this person may not, or it is not known whose it is. */
  onRecordWish: ((message: MessageView) => void) | null;
  /** Say that a message is no "stop"; none: this person may not. */
  onDismissWish: ((message: MessageView) => void) | null;
  /** When the patient's wishes were last written down. */
  statedAt: string | null;
  /** Whose words a received message holds, where they are not the patient's. */
  from: string | null;
  /** Make a template of the words of a message that was sent; none: this person keeps none. */
  onTemplate: ((message: MessageView) => void) | null;
  /** Answer this one message; none: this person writes nothing here. */
  onAnswer: ((message: MessageView) => void) | null;
  /** Show the message that another one answers. */
  onJump: (number: number) => void;
  /** What can be done about a message that was wrong. */
  wrong: WrongActs;
  /** What stands under a message: the task about it. */
  under: (message: MessageView) => ReactNode;
};

/** Where a message is, in words. Delivered is not read; unknown is not sent. */
export function Delivery({ message, repeated, acts }: { message: MessageView; repeated: boolean; acts: MessageActs }) {
  const { delivery } = message;
  if (!delivery) return null;
  if (delivery.state === "held") return <Held message={message} until={delivery.until} onUndo={acts.onUndo} />;
  const failed = delivery.state === "failed";
  const decide = delivery.state === "unknown" && delivery.needs_person;
  return (
    <span className={styles.group}>
      <span className={`${styles.word} ${failed || decide ? styles.bad : ""} ${delivery.state === "unconfirmed" ? styles.late : ""} ${delivery.state === "delivered" || delivery.state === "read" ? styles.ok : ""}`} title={sourceOf(delivery)}>
        {iconOf(delivery)}{wordsOf(delivery, message.at)}
      </span>
      {failed && !message.wrong && (repeated ? <span className={styles.word}>{t("delivery.repeated")}</span> : <button type="button" className={styles.link} onClick={() => acts.onSendAgain(message)} data-testid="send-again">{t("delivery.again")}</button>)}
      {decide && (
        <>
          {!message.wrong && <button type="button" className={styles.link} onClick={() => acts.onResolve(message, true)} data-testid="resolve-send">{t("delivery.again")}</button>}
          <button type="button" className={styles.link} onClick={() => acts.onResolve(message, false)} data-testid="resolve-not-sent">{t("delivery.notSent")}</button>
        </>
      )}
    </span>
  );
}

function Held({ message, until, onUndo }: { message: MessageView; until: string; onUndo: (message: MessageView) => void }) {
  const now = useNow(250);
  const seconds = secondsUntil(until, now);
  const whole = Math.max(1, secondsUntil(until, Date.parse(message.at)));
  const left = Math.min(1, Math.max(0, (Date.parse(until) - now) / (whole * 1000)));
  return (
    <span className={styles.group}>
      <span className={styles.word}>
        <svg className={styles.ring} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <circle cx="7" cy="7" r="5.5" className={styles.ringBack} />
          <circle cx="7" cy="7" r="5.5" className={styles.ringFront} pathLength={1} style={{ strokeDashoffset: 1 - left }} />
        </svg>
        <span aria-hidden="true">{t("delivery.held", { seconds })}</span>
        <span className="unseen">{t("delivery.queued")}</span>
      </span>
      <button type="button" className={styles.link} onClick={() => onUndo(message)} data-testid="undo">{t("delivery.undo")}</button>
    </span>
  );
}

/** Why a text was stopped here, where there are words of their own for it. */
const BARRED = ["objected", "unsafe_route", "provider_expired", "proxy_barred", "limited"] as const;
const STOPPED = ["patient_wrote", "author_left", "number_changed", "same_words", "words_blocked", "template_retired", "review_due", "shared_number", "not_sent_in_time", "not_now", "deceased", "left"] as const;
const isOf = <Code extends string>(codes: readonly Code[], code: string | null): code is Code => codes.some((one) => one === code);

function wordsOf(delivery: Exclude<DeliveryView, { state: "held" }>, said: string): string {
  switch (delivery.state) {
    case "queued": return delivery.attempts > 0 ? t("delivery.retried", { count: delivery.attempts }) : t("delivery.queued");
    case "in_flight": return t("delivery.inFlight");
    case "unknown": return delivery.needs_person ? t("delivery.person") : t("delivery.checking");
    case "failed": return isOf(STOPPED, delivery.code) ? t(`later.stopped.${delivery.code}`) : t(`delivery.failed.${isOf(BARRED, delivery.code) ? delivery.code : delivery.class}`);
    default: return t(`delivery.${delivery.state}`, { time: clockOn(delivery.at, said) });
  }
}

const ICONS: Record<DeliveryView["state"], ReactNode> = {
  held: null, queued: <Clock size={12} />, in_flight: <Send size={12} />, unknown: <CircleHelp size={12} />,
  accepted: <Check size={12} />, sent: <Check size={12} />, unconfirmed: <CircleHelp size={12} />, delivered: <CheckCheck size={12} />, read: <CheckCheck size={12} strokeWidth={3} />, failed: <TriangleAlert size={12} />,
};
const iconOf = (delivery: DeliveryView) => ICONS[delivery.state] && <span aria-hidden="true">{ICONS[delivery.state]}</span>;

function sourceOf(delivery: DeliveryView): string | undefined {
  const code = delivery.state === "failed" && delivery.code ? t("delivery.failedCode", { code: delivery.code }) : null;
  return [code, "at" in delivery ? fullTime(delivery.at) : null].filter(Boolean).join(", ") || undefined;
}

/** Whether it is in the record, in words. */
export function Filing({ filing, said, onRetry }: { filing: FilingView; said: string; onRetry: () => void }) {
  switch (filing.state) {
    case "not_due": return null;
    case "written": return <span className={styles.word} title={fullTime(filing.at)}>{t("filing.written", { time: clockOn(filing.at, said) })}</span>;
    case "pending": return <span className={`${styles.word} ${styles.late}`}>{t("filing.pending")}</span>;
    case "retrying": return <span className={`${styles.word} ${styles.late}`}>{t("filing.retrying", { count: filing.attempts })}</span>;
    case "failed": {
      const reason = t(`filing.reasons.${filing.code}`, { defaultValue: t("filing.reasons.unknown", { code: filing.code }) });
      return (
        <span className={styles.group}>
          <span className={`${styles.word} ${styles.bad}`}>{t("filing.failed", { reason })}</span>
          <button type="button" className={styles.link} onClick={onRetry} data-testid="retry-filing">{t("app.again")}</button>
        </span>
      );
    }
  }
}
