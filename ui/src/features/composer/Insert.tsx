import { Languages } from "lucide-react";
import { useLayoutEffect, useState, type RefObject } from "react";
import { useFilled, type TemplateView } from "@/api";
import { Reads } from "@/components";
import { t } from "@/i18n";
import { carriedBy } from "@/lib/carries";
import { isEnglish, languageName } from "@/lib/languages";
import { nameOf } from "./marks";
import styles from "./Insert.module.css";

type Props = { id: string; found: TemplateView[]; at: number; conversation: string; anchor: RefObject<HTMLSpanElement | null>; query: string; onChoose: (template: TemplateView) => void; onAt: (at: number) => void };

/** Whose it is, where it is not everybody's. */
function scopeOf(one: TemplateView): "team" | "personal" | null {
  const version = one.versions.find((known) => known.version === one.in_use) ?? one.versions[0];
  const scope = version?.document.scope.scope ?? "practice";
  return scope === "practice" ? null : scope;
}

/** The approved wordings that fit what was typed after "/" or "::", at the caret, and how the chosen one would read. */
export function Insert({ id, found, at, conversation, anchor, query, onChoose, onAt }: Props) {
  const chosen = found[at];
  const filled = useFilled(chosen, conversation).data;
  const [place, setPlace] = useState({ left: 0, bottom: 0 });
  useLayoutEffect(() => {
    const rect = anchor.current?.getBoundingClientRect();
    if (!rect) return;
    const width = Math.min(640, window.innerWidth - 16);
    setPlace({ left: Math.max(8, Math.min(rect.left - 8, window.innerWidth - width - 8)), bottom: window.innerHeight - rect.top + 6 });
  }, [anchor, query, found.length]);
  return (
    <div className={styles.insert} style={{ left: place.left, bottom: place.bottom, maxHeight: `calc(100vh - ${place.bottom + 8}px)` }} data-testid="insert" onMouseDown={(event) => event.preventDefault()}>
      <ul className={styles.list} role="listbox" tabIndex={0} id={id} aria-label={t("compose.insert.label")}>
        {found.slice(0, 50).map((one, index) => {
          const scope = scopeOf(one);
          return (
          <li
            key={one.id} id={`${id}-${index}`} role="option" aria-selected={index === at} className={styles.option} onClick={() => onChoose(one)} onMouseMove={() => index !== at && onAt(index)} data-testid="insert-option"
            ref={(element) => { if (index === at) element?.scrollIntoView?.({ block: "nearest" }); }}
          >
            <span className={styles.name}>{nameOf(one)}</span>
            {scope && <span className={styles.scope} data-testid="insert-scope">{t(`compose.insert.${scope}`)}</span>}
            {one.state === "overdue" && <span className={styles.late}>{t("templates.state.overdue")}</span>}
          </li>
          );
        })}
      </ul>
      <div className={styles.preview} aria-live="polite">
        {filled?.missing && <p className={styles.missing} data-testid="insert-missing"><Languages size={13} aria-hidden="true" />{t("compose.insert.missing", { language: languageName(filled.missing), shown: languageName(filled.language) })}</p>}
        {filled && !filled.missing && !isEnglish(filled.language) && <p className={styles.language} data-testid="insert-language"><Languages size={13} aria-hidden="true" />{languageName(filled.language)}</p>}
        <p lang={filled?.language} dir="auto" data-testid="insert-preview">{filled ? <Reads text={filled.text} /> : t("compose.insert.reading")}</p>
        {carriedBy(chosen).length > 0 && <ul className={styles.carried} aria-label={t("carries.insert")} data-testid="insert-carried">{carriedBy(chosen).map((line) => <li key={line}>{line}</li>)}</ul>}
      </div>
      <p className={styles.foot} aria-hidden="true">{t("compose.insert.foot")}</p>
    </div>
  );
}
