import { Users } from "lucide-react";
import { useEffect, useRef } from "react";
import type { TextSizeView } from "@/contract/TextSizeView";
import type { ErrorView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import styles from "./Composer.module.css";

/** "131 of 160, 1 text". */
export function Size({ size, empty }: { size: TextSizeView | undefined; empty: boolean }) {
  if (!size || empty) return null;
  const over = size.units - size.limit;
  if (over > 0) return <span className={styles.over} data-testid="composer-size">{t("composer.tooLong", { over })}</span>;
  return (
    <span className={styles.size} data-testid="composer-size">
      {t("composer.size", { units: size.units, capacity: size.capacity, count: size.segments })}
      {size.unicode && <span className={styles.late}>, {t("composer.unicode")}</span>}
    </span>
  );
}

/** Asked where the answer is given, and not to be answered by the key that sends. */
export function SharedQuestion({ count, name, born, onSend, onCancel }: { count: number; name: string; born: string | null; onSend: () => void; onCancel: () => void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div className={styles.shared} role="alertdialog" aria-label={t("composer.shared", { count, name })} data-testid="shared-question" onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <Users size={16} aria-hidden="true" />
      <p>{t("composer.shared", { count, name })}{born && <span className={styles.born}> {t("composer.sharedBorn", { date: born })}</span>}</p>
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
