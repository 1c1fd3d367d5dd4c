import { CornerUpLeft } from "lucide-react";
import type { QuoteView } from "@/contract/QuoteView";
import { t } from "@/i18n";
import { dueTime, fullTime } from "@/lib/dates";
import { quotedOf } from "@/lib/quote";
import { visible } from "@/lib/text";
import styles from "./Quoted.module.css";

type Props = {
  quote: QuoteView;
  /** Whose words a received message holds, where they are not the patient's. */
  from: string | null;
  onJump: (number: number) => void;
  testId: string;
};

/** The beginning of the message that another one answers: a press goes to it. */
export function Quoted({ quote, from, onJump, testId }: Props) {
  if (quote.gone) return <p className={styles.quoted} data-testid={testId} data-gone><CornerUpLeft size={12} aria-hidden="true" /><span className={styles.words}>{t("quote.wasTaken")}</span></p>;
  return (
    <button type="button" className={styles.quoted} data-kind={quote.kind} data-testid={testId} data-quoted={quote.message} title={t("quote.jump", { time: fullTime(quote.at) })} onClick={() => onJump(quote.number)}>
      <CornerUpLeft size={12} aria-hidden="true" />
      <span className={styles.who}><span className={quote.corrects ? "" : "unseen"}>{t(quote.corrects ? "retract.corrects" : "quote.answers")} </span><bdi>{quotedOf(quote, from)}</bdi>, {dueTime(quote.at, new Date())}</span>
      <span className={`${styles.words} ${quote.wrong ? styles.wrong : ""}`} dir="auto">{visible(quote.text) || t("quote.noWords")}{quote.wrong && <span className="unseen">, {t("retract.label")}</span>}</span>
    </button>
  );
}
