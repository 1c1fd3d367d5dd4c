import { MessageSquareX } from "lucide-react";
import type { ReactNode } from "react";
import type { MessageView } from "@/api";
import { t } from "@/i18n";
import { clockOn, fullTime } from "@/lib/dates";
import { visible } from "@/lib/text";
import styles from "./Wrong.module.css";

export type WrongActs = {
  /** Whether this person may mark a message, or take its mark away. */
  may: (message: MessageView) => boolean;
  onMark: (message: MessageView) => void;
  onUnmark: (message: MessageView) => void;
  /** Write what is right; none: this person writes nothing here. */
  onCorrect: ((message: MessageView) => void) | null;
};

/** Who says that a message was wrong, and why; what the patient has of it; and what can be done. */
export function Wrong({ message, corrected, acts }: { message: MessageView; /** A correction stands in the conversation. */ corrected: boolean; acts: WrongActs }) {
  const { wrong, kind, delivery } = message;
  if (!wrong) return null;
  const reached = delivery?.state === "read" ? "read" : delivery?.state === "failed" ? "failed" : "perhaps";
  return (
    <div className={styles.wrong} data-testid="wrong-line" data-reason={wrong.reason}>
      <MessageSquareX size={13} aria-hidden="true" />
      <p title={fullTime(wrong.at)}>
        {t("retract.line", { name: wrong.by ?? t("retract.somebody"), time: clockOn(wrong.at, message.at), because: t(`retract.because.${wrong.reason}`) })}
        {wrong.words ? <bdi>{t("retract.said", { words: visible(wrong.words) })}</bdi> : t("retract.end")}
        {kind === "out" && <b data-testid="wrong-reached"> {t(`retract.reached.${reached}`)}</b>}
        {corrected && <span data-testid="wrong-corrected"> {t("retract.corrected")}</span>}
      </p>
      {acts.may(message) && (
        <span className={styles.acts}>
          {kind === "out" && !corrected && acts.onCorrect && <button type="button" onClick={() => acts.onCorrect?.(message)} data-testid="wrong-correct">{t("retract.correct")}</button>}
          <button type="button" onClick={() => acts.onUnmark(message)} data-testid="wrong-back">{t("retract.back")}</button>
        </span>
      )}
    </div>
  );
}

/** A note that was wrong: folded, and read on request. */
export const FoldedNote = ({ message, children }: { message: MessageView; children: ReactNode }) => (
  <details className={styles.folded} data-testid="wrong-note">
    <summary>{t("retract.note", { name: message.author ?? t("retract.somebody") })} <span className={styles.show}>{t("retract.show")}</span><span className={styles.hide}>{t("retract.hide")}</span></summary>
    {children}
  </details>
);
