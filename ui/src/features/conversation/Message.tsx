import { Bot, FilePlus2, FileText, History, Image, MessageSquareX, NotebookPen, Phone, Reply, ShieldAlert } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import type { MessageView } from "@/api";
import { Chip, Highlights, Quoted, Words } from "@/components";
import { t } from "@/i18n";
import { clock, clockOn, fullTime, shortDay } from "@/lib/dates";
import { numberEnding } from "@/lib/numbers";
import { ariaKeys, hint } from "@/lib/shortcuts";
import { Delivery, Filing, type MessageActs } from "./Delivery";
import { FoldedNote, Wrong } from "./Wrong";
import styles from "./Message.module.css";

type Props = { message: MessageView; repeated: boolean; /** A correction of it stands in the conversation. */ corrected: boolean; close: boolean; outlined: boolean; /** Somebody went to it just now. */ marked: boolean; acts: MessageActs };

export const Message = memo(function Message({ message, repeated, corrected, close, outlined, marked, acts }: Props) {
  const { kind, delivery, automatic } = message;
  const place = useRef<HTMLElement>(null);
  // Whoever went there from the messages goes on from it; whoever is writing goes on writing.
  useEffect(() => {
    const at = document.activeElement;
    if (marked && (!at || at === document.body || at.closest("[data-region=messages]"))) place.current?.focus({ preventScroll: true });
  }, [marked]);
  const answer = acts.onAnswer && delivery?.state !== "held" && (
    <button type="button" className={styles.more} onClick={() => acts.onAnswer?.(message)} title={`${t("quote.act")} (${hint("answer")})`} aria-label={t("quote.act")} aria-keyshortcuts={ariaKeys("answer")} data-testid="message-answer"><Reply size={14} aria-hidden="true" /></button>
  );
  const from = kind === "in" ? acts.from : null;
  const said = automatic ? t(`consent.thread.automatic.${automatic}`) : t(`conversation.said.${kind}`);
  const mark = !message.wrong && acts.wrong.may(message) && (
    <button type="button" className={styles.more} onClick={() => acts.wrong.onMark(message)} title={t("retract.act")} aria-label={t("retract.act")} data-testid="message-wrong"><MessageSquareX size={14} aria-hidden="true" /></button>
  );
  const words = (message.text !== "" || !message.way) && <Words text={message.text} highlights={message.highlights} />;
  return (
    <article
      ref={place} tabIndex={-1} className={`${styles.message} ${styles[kind]} ${automatic ? styles.automatic : ""} ${close ? styles.close : ""} ${outlined || marked ? styles.outlined : ""} ${message.wrong ? styles.wrong : ""}`} data-wrong={message.wrong?.reason} data-marked={marked} data-testid="message" data-message={message.id} data-number={message.number} data-kind={kind}
      data-delivery={delivery?.state} data-filing={message.filing.state} data-automatic={automatic ?? undefined} aria-label={`${said}, ${clock(message.at)}${message.wrong ? `, ${t("retract.label")}` : ""}`}
    >
      {automatic && <p className={styles.byItself}><Bot size={13} aria-hidden="true" />{said}</p>}
      {message.quote && <span className={styles.quote}><Quoted quote={message.quote} from={acts.from} onJump={acts.onJump} testId="message-quote" /></span>}
      <div className={styles.bubble}>
        {kind === "note" && !message.wrong && <strong className={styles.staffOnly}>{t("conversation.staffOnly")} {message.author}:</strong>}
        {message.way && <strong className={styles.otherWay}>{message.way === "letter" ? <FileText size={13} aria-hidden="true" /> : <Phone size={13} aria-hidden="true" />}{t(`tasks.thread.${message.way}`)}</strong>}
        {from && <strong className={styles.otherWay} data-testid="message-from">{t("people.from", { who: from })}</strong>}
        {kind === "note" && message.wrong ? <FoldedNote message={message}>{words}</FoldedNote> : words}
        {message.media > 0 && <p className={styles.media}><Image size={14} aria-hidden="true" />{t("conversation.media", { count: message.media })}</p>}
      </div>
      {message.entered_at_desk !== null && <p className={styles.byItself}><NotebookPen size={12} aria-hidden="true" />{t(message.entered_at_desk ? "tasks.thread.atDesk" : "tasks.thread.phoned", { name: message.author ?? "" })}</p>}
      <Highlights highlights={message.highlights} />
      {message.wish && <Wish message={message} acts={acts} />}
      <footer className={styles.meta}>
        {acts.onTemplate && !message.wrong && kind === "out" && !automatic && delivery?.state !== "held" && (
          <button type="button" className={styles.more} onClick={() => acts.onTemplate?.(message)} title={t("made.act")} aria-label={t("made.act")} data-testid="message-template"><FilePlus2 size={14} aria-hidden="true" /></button>
        )}
        {kind !== "in" && <>{mark}{answer}</>}
        <Said message={message} />
        {message.late && <Chip tone="time" icon={<History size={11} aria-hidden="true" />} title={t("conversation.lateHelp")}><span data-testid="late-mark">{t("conversation.late")}</span></Chip>}
        {message.despite && <span className={`${styles.word} ${styles.despite}`} data-testid="despite-mark"><ShieldAlert size={12} aria-hidden="true" />{t("consent.thread.despite")}</span>}
        <Delivery message={message} repeated={repeated} acts={acts} />
        {/* Not while it can be taken back: what to press for that must not move (interaction: nothing moves under the pointer). */}
        {message.replies_until && message.delivery?.state !== "held" && <span className={styles.word} data-testid="replies-until">{t("conversation.repliesUntil", { day: shortDay(message.replies_until) })}</span>}
        <Filing filing={message.filing} said={message.at} onRetry={acts.onRetryFiling} />
        {kind === "in" && <>{answer}{mark}</>}
      </footer>
      <Wrong message={message} corrected={corrected} acts={acts.wrong} />
      {acts.under(message)}
    </article>
  );
});

/** What the message says about being messaged: what was read in it, or what a person should look at. */
function Wish({ message, acts }: { message: MessageView; acts: MessageActs }) {
  if (message.wish !== "perhaps_opt_out") return <p className={styles.wish}><Chip title={fullTime(message.at)}><span data-testid="wish" data-wish={message.wish}>{message.wish && t(`consent.thread.wish.${message.wish}`)}</span></Chip></p>;
  const dismissed = message.wish_dismissed;
  const recorded = acts.statedAt !== null && acts.statedAt > message.at;
  const settled = recorded || dismissed !== null;
  const words = recorded ? t("consent.thread.settled") : dismissed ? t("consent.thread.dismissed", { name: dismissed.by ?? "", date: clockOn(dismissed.at, message.at) }) : t("consent.thread.wish.perhaps_opt_out");
  return (
    <p className={styles.wish}>
      <Chip tone={settled ? "neutral" : "time"}><span data-testid="wish" data-wish={message.wish} data-settled={settled}>{words}</span></Chip>
      {!settled && acts.onRecordWish && <button type="button" className={styles.link} onClick={() => acts.onRecordWish?.(message)} data-testid="wish-record"><NotebookPen size={12} aria-hidden="true" /> {t("consent.thread.recordWish")}</button>}
      {!settled && acts.onDismissWish && <button type="button" className={styles.link} onClick={() => acts.onDismissWish?.(message)} data-testid="wish-dismiss">{t("consent.thread.dismiss")}</button>}
    </p>
  );
}

function Said({ message }: { message: MessageView }) {
  const at = clock(message.at);
  const words = {
    in: message.number_used ? `${at} ${t("conversation.from", { ending: numberEnding(message.number_used) })}` : at,
    out: message.author ? `${message.author}, ${at}` : at,
    note: at,
    contact: message.author ? `${message.author}, ${at}` : at,
  }[message.kind];
  const purpose = message.purpose && t("consent.thread.purpose", { about: t(`consent.about.${message.purpose}`) });
  return <time className={styles.word} dateTime={message.at} title={[fullTime(message.at), purpose].filter(Boolean).join(", ")}>{words}</time>;
}
