import { useState } from "react";
import { t } from "@/i18n";
import styles from "./Patient.module.css";

/** What it is about: a field that looks like a word until it is touched. */
export function Topic({ topic, onTopic }: { topic: string | null; onTopic: (topic: string | null) => void }) {
  const [text, setText] = useState<string | null>(null);
  const commit = () => {
    const next = text?.trim() ?? null;
    setText(null);
    if (next !== null && next !== (topic ?? "")) onTopic(next || null);
  };
  return (
    <input
      className={styles.topic} value={text ?? topic ?? ""} placeholder={t("patient.topicPlaceholder")} aria-label={t("patient.topic")} maxLength={120} dir="auto" title={topic ?? undefined} data-testid="topic"
      onChange={(event) => setText(event.target.value)} onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setText(null);
      }}
    />
  );
}
