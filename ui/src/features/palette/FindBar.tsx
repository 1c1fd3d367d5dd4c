import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "@/components";
import { t } from "@/i18n";
import styles from "./FindBar.module.css";

/** What was found in a conversation, in reading order, and which of it is shown. */
export type Found = { conversation: string; words: string; numbers: number[]; at: number };

type Props = { found: Found; onStep: (by: 1 | -1) => void; onClose: () => void };

/** Over the messages: which of what was found this is, and the way to the others. */
export function FindBar({ found: { words, numbers, at }, onStep, onClose }: Props) {
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  };
  return (
    <search className={styles.bar} aria-label={t("palette.find.label")} onKeyDown={key} data-testid="find-bar">
      <p role="status" className={styles.words} data-testid="find-count"><bdi>{t("palette.find.at", { words, at: at + 1, count: numbers.length })}</bdi></p>
      <Button size="small" icon={<ChevronUp size={14} />} title={t("palette.find.previous")} shortcut="findPrevious" onClick={() => onStep(-1)} data-testid="find-previous" />
      <Button size="small" icon={<ChevronDown size={14} />} title={t("palette.find.next")} shortcut="findNext" autoFocus onClick={() => onStep(1)} data-testid="find-next" />
      <Button size="small" variant="quiet" icon={<X size={14} />} title={t("palette.find.close")} onClick={onClose} data-testid="find-close" />
    </search>
  );
}
