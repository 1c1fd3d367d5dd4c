import { CircleHelp, Reply } from "lucide-react";
import { t } from "@/i18n";
import { clockOn, fullTime } from "@/lib/dates";
import styles from "./Questions.module.css";

type Question = { message: string; at: string; text: string; replied_at: string | null };

/** What a patient asked, in their own words, and when somebody next said something to them. `sending`: a text goes out with it. */
export function Questions({ questions, sending = false }: { questions: Question[]; sending?: boolean }) {
  const now = new Date().toISOString();
  return (
    <ul className={styles.questions} data-testid="questions">
      {questions.map((one, index) => (
        <li key={`${one.message}-${index}`} className={styles.question} data-testid="question" data-replied={one.replied_at !== null}>
          <q dir="auto">{one.text}</q>
          <p className={styles.when}>
            <span title={fullTime(one.at)}>{t("closing.asked", { time: clockOn(one.at, now) })}</span>
            {one.replied_at !== null
              ? <span title={fullTime(one.replied_at)}><Reply size={12} aria-hidden="true" />{t("closing.replied", { time: clockOn(one.replied_at, now) })}</span>
              : <span className={sending ? "" : styles.none}>{sending ? <Reply size={12} aria-hidden="true" /> : <CircleHelp size={12} aria-hidden="true" />}{t(sending ? "closing.replyNow" : "closing.noReply")}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
