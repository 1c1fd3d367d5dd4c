import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import type { SnoozePresetView } from "@/contract/SnoozePresetView";
import type { TypedTimeView } from "@/contract/TypedTimeView";
import { t } from "@/i18n";
import { useLatest } from "@/lib/hooks";
import { Button } from "./Button";
import field from "./Field.module.css";
import styles from "./TimeChoice.module.css";

export type TypedAt = Extract<TypedTimeView, { reading: "at" }>;

type Props = {
  /** What every test id begins with. */
  name: string;
  title: string;
  /** What stands for the empty box, and below it. */
  placeholder: string;
  help: string;
  typed: string;
  onTyped: (typed: string) => void;
  /** What the typed words say; undefined: they are being read. */
  reading: TypedTimeView | undefined;
  /** The same in words; null: only `help`. */
  told: ReactNode;
  /** The times that are offered. */
  presets: readonly SnoozePresetView[] | undefined;
  /** Whether the typed time can be chosen, where it is one. */
  accepts?: (reading: TypedAt) => boolean;
  /** What choosing the typed time says. */
  act: (words: string) => string;
  onChoose: (at: string, words: string) => void;
  /** What went wrong, above the times that are offered. */
  problem?: ReactNode;
  children?: ReactNode;
};

const nameOf = ({ kind, moved }: SnoozePresetView) => t(`snooze.presets.${moved ? "moved" : kind}`);

/** A time that is ahead: typed, or one that is offered. */
export function TimeChoice({ name, title, placeholder, help, typed, onTyped, reading, told, presets, accepts = () => true, act, onChoose, problem, children }: Props) {
  const id = useId();
  const [entered, setEntered] = useState(false);
  const at = reading?.reading === "at" && accepts(reading) ? reading : null;
  const enter = () => at && onChoose(at.until, at.words);
  const latest = useLatest(enter);
  // Whoever types fast presses Enter before the words are read: it counts once they are.
  useEffect(() => {
    if (!entered || !reading) return;
    setEntered(false);
    latest.current();
  }, [entered, reading, latest]);

  /** Arrows go from the box to what is offered, and back. */
  function move(event: KeyboardEvent<HTMLDivElement>) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-stop]")];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <div onKeyDown={move} className={styles.choice} data-testid={`${name}-menu`}>
      <h3 className={styles.title}>{title}</h3>
      <div className={field.field}>
        <label className="unseen" htmlFor={id}>{t("snooze.typed")}</label>
        <input
          id={id} autoFocus className={field.input} value={typed} maxLength={120} autoComplete="off" spellCheck={false} data-stop data-testid={`${name}-typed`}
          aria-describedby={`${id}reading`} placeholder={placeholder}
          onChange={(event) => onTyped(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && (event.preventDefault(), setEntered(true))}
        />
        <p id={`${id}reading`} className={styles.reading} aria-live="polite" data-testid={`${name}-reading`}>{told ?? <span className={styles.help}>{help}</span>}</p>
      </div>
      {at && <Button variant="primary" onClick={enter} data-stop data-testid={`${name}-typed-put`}>{act(at.words)}</Button>}
      {problem}
      <ul className={styles.presets}>
        {presets?.map((preset) => (
          <li key={preset.kind}>
            <button type="button" className={styles.preset} onClick={() => onChoose(preset.until, preset.words)} data-stop data-testid={`${name}-${preset.kind}`}>
              <span className={styles.name}>{nameOf(preset)}</span>
              <span className={styles.when}>{preset.words}</span>
            </button>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
