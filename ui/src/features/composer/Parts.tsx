import { Users } from "lucide-react";
import { useEffect, useRef } from "react";
import type { TextSizeView } from "@/contract/TextSizeView";
import type { ErrorView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import styles from "./Composer.module.css";

/** "131 of 918 characters, 1 text", the letter that makes texts hold less, and the cost where the practice has said it. */
export function Size({ size, empty }: { size: TextSizeView | undefined; empty: boolean }) {
  if (!size || empty) return null;
  const over = size.characters - size.limit;
  if (over > 0) return <span className={styles.over} data-testid="composer-size">{t("compose.tooLong", { count: over, limit: size.limit })}</span>;
  return (
    <span className={styles.size} data-testid="composer-size">
      {t("compose.size", { characters: size.characters, limit: size.limit, count: size.segments })}
      {size.cost !== null && <>, {t("compose.cost", { pence: (size.cost / 10).toFixed(1) })}</>}
      {size.letter && <span className={styles.late}>, {t("compose.letter", { letter: size.letter })}</span>}
    </span>
  );
}

/** Asked where the answer is given, and not to be answered by the key that sends. */
export function SharedQuestion({ count, age, person, name, born, onSend, onCancel }: { count: number; /** Where it is a parent's telephone: since which age nobody reviewed it. */ age: number | null; person: string; name: string; born: string | null; onSend: () => void; onCancel: () => void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  const question = age === null ? t("composer.shared", { count, name }) : t("people.reviewDue11", { name, person, age });
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div className={styles.shared} role="alertdialog" aria-label={question} data-testid="shared-question" onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <Users size={16} aria-hidden="true" />
      <p>{question}{born && <span className={styles.born}> {t("composer.sharedBorn", { date: born })}</span>}</p>
      <span className={styles.answers}>
        <Button size="small" ref={cancel} onClick={onCancel} data-testid="shared-cancel">{t("composer.sharedCancel")}</Button>
        <Button size="small" variant="primary" onClick={onSend} data-testid="shared-send">{t("composer.sharedSend", { name })}</Button>
      </span>
    </div>
  );
}

/** Why a text did not go. The text itself is still in the box, and that is said where somebody could doubt it. */
export function whyNot(error: ErrorView): string {
  const aboutTheText = error.code === "empty_message" || error.code === "too_long" || error.code === "too_late";
  return aboutTheText ? sentence(error) : `${sentence(error)} ${t("composer.kept")}`;
}

/** Somebody else answers here. */
export function Owned({ name, onTake, onNote }: { name: string; onTake: () => void; onNote: () => void }) {
  return (
    <p className={styles.owned}>
      {t("composer.owned", { name })}
      <Button size="small" variant="quiet" onClick={onTake}>{t("composer.takeIt")}</Button>
      <Button size="small" variant="quiet" onClick={onNote}>{t("composer.writeNote")}</Button>
    </p>
  );
}

/** Words of the other kind that are kept while these are written. */
export function Aside({ note, name, onBack }: { note: boolean; name: string; onBack: () => void }) {
  return (
    <p className={styles.owned} role="status" data-testid="composer-aside">
      {note ? t("composer.asideReply", { name }) : t("composer.asideNote")}
      <Button size="small" variant="quiet" onClick={onBack}>{note ? t("composer.backToReply") : t("composer.backToNote")}</Button>
    </p>
  );
}
