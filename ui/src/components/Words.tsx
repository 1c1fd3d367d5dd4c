import { Highlighter } from "lucide-react";
import { useState } from "react";
import type { HighlightView } from "@/contract/HighlightView";
import { t } from "@/i18n";
import { cut, FOLD_AT, FOLDED_LENGTH, stretches, visible } from "@/lib/text";
import { Chip } from "./Small";
import styles from "./Words.module.css";

type Piece = { at: number; text: string; rules: string[]; denied: boolean };

/** Cuts a text where highlights begin and end; where several lie over each other, all are named. */
export function marked(text: string, highlights: HighlightView[]): Piece[] {
  return stretches(text, highlights).map(({ start, end }) => {
    const over = highlights.filter((one) => one.start <= start && one.end >= end);
    return { at: start, text: text.slice(start, end), rules: [...new Set(over.map(({ rule }) => rule))], denied: over.every(({ denied }) => denied) };
  });
}

/** The text as it came, shown as text and as nothing else. A very long one is folded, unless what is highlighted would be hidden. */
export function Words({ text, highlights }: { text: string; highlights: HighlightView[] }) {
  const [all, setAll] = useState(highlights.some(({ end }) => end > FOLDED_LENGTH));
  const long = text.length > FOLD_AT;
  const shown = long && !all ? cut(text, FOLDED_LENGTH) : text;
  return (
    <>
      <div className={styles.text} dir="auto" data-testid="message-text">
        {marked(shown, highlights).map((piece) => piece.rules.length > 0
          ? <mark key={piece.at} className={piece.denied ? styles.denied : styles.highlight} title={t(piece.denied ? "conversation.highlightDenied" : "conversation.highlightedFor", { rules: piece.rules.join(", ") })} data-testid="highlight" data-denied={piece.denied}>{visible(piece.text)}</mark>
          : visible(piece.text))}
        {long && !all && "…"}
      </div>
      {long && (
        <button type="button" className={styles.fold} aria-expanded={all} onClick={() => setAll(!all)} data-testid="message-fold">
          {all ? t("conversation.showLess") : t("conversation.showAll", { count: text.length })}
        </button>
      )}
    </>
  );
}

/** Which rules highlighted something, in words: colour is never alone. What the patient says is not so is not named. */
export function Highlights({ highlights }: { highlights: HighlightView[] }) {
  const rules = [...new Set(highlights.filter(({ denied }) => !denied).map(({ rule }) => rule))];
  if (rules.length === 0) return null;
  return (
    <p className={styles.rules}>
      <Chip tone="urgent" icon={<Highlighter size={11} aria-hidden="true" />} title={t("conversation.highlightHelp")}><span data-testid="highlights">{t("conversation.highlighted", { rules: rules.join(", ") })}</span></Chip>
    </p>
  );
}
