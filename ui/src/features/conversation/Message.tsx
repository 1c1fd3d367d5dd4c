import { Image } from "lucide-react";
import { memo, useState } from "react";
import type { MessageView } from "@/api";
import { t } from "@/i18n";
import { clock, fullTime } from "@/lib/dates";
import { numberEnding } from "@/lib/numbers";
import { cut, FOLD_AT, FOLDED_LENGTH, visible } from "@/lib/text";
import { Delivery, Filing, type MessageActs } from "./Delivery";
import styles from "./Message.module.css";

type Props = { message: MessageView; repeated: boolean; close: boolean; outlined: boolean; acts: MessageActs };

export const Message = memo(function Message({ message, repeated, close, outlined, acts }: Props) {
  const { kind, delivery } = message;
  return (
    <article
      className={`${styles.message} ${styles[kind]} ${close ? styles.close : ""} ${outlined ? styles.outlined : ""}`} data-testid="message" data-message={message.id} data-number={message.number} data-kind={kind}
      data-delivery={delivery?.state} data-filing={message.filing.state} aria-label={`${t(`conversation.said.${kind}`)}, ${clock(message.at)}`}
    >
      <div className={styles.bubble}>
        {kind === "note" && <strong className={styles.staffOnly}>{t("conversation.staffOnly")} {message.author}:</strong>}
        <Words text={message.text} />
        {message.media > 0 && <p className={styles.media}><Image size={14} aria-hidden="true" />{t("conversation.media", { count: message.media })}</p>}
      </div>
      <footer className={styles.meta}>
        <Said message={message} />
        <Delivery message={message} repeated={repeated} acts={acts} />
        <Filing filing={message.filing} said={message.at} onRetry={acts.onRetryFiling} />
      </footer>
    </article>
  );
});

function Said({ message }: { message: MessageView }) {
  const at = clock(message.at);
  const words = {
    in: message.number_used ? `${at} ${t("conversation.from", { ending: numberEnding(message.number_used) })}` : at,
    out: message.author ? `${message.author}, ${at}` : at,
    note: at,
  }[message.kind];
  return <time className={styles.word} dateTime={message.at} title={fullTime(message.at)}>{words}</time>;
}

/** The text as it came, shown as text and as nothing else. A very long one is folded. */
function Words({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const long = text.length > FOLD_AT;
  return (
    <>
      <div className={styles.text} dir="auto" data-testid="message-text">{visible(long && !all ? cut(text, FOLDED_LENGTH) : text)}{long && !all && "…"}</div>
      {long && (
        <button type="button" className={styles.fold} aria-expanded={all} onClick={() => setAll(!all)} data-testid="message-fold">
          {all ? t("conversation.showLess") : t("conversation.showAll", { count: text.length })}
        </button>
      )}
    </>
  );
}
