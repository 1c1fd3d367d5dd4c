import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from "react";
import { Popover } from "react-aria-components";
import { useCommand, useSnoozeTimes, type ConversationRow, type ErrorView, type SnoozePresetView, type TypedTimeView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { useLatest } from "@/lib/hooks";
import field from "@/components/Field.module.css";
import styles from "./Snooze.module.css";

type Props = {
  triggerRef: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void;
  row: ConversationRow;
  /** Told once it is put away, with the time in words. */
  onSnoozed: (words: string) => void;
};

/** Until when a conversation is put away: a typed time, or one that is offered. */
export function SnoozeMenu({ triggerRef, open, onOpenChange, row, onSnoozed }: Props) {
  return (
    <Popover aria-label={t("snooze.title")} triggerRef={triggerRef} isOpen={open} onOpenChange={onOpenChange} placement="bottom end" offset={6} className={styles.menu ?? ""}>
      <Choice key={row.id} row={row} onSnoozed={(words) => (onOpenChange(false), onSnoozed(words))} />
    </Popover>
  );
}

const nameOf = ({ kind, moved }: SnoozePresetView) => t(`snooze.presets.${moved ? "moved" : kind}`);

/** What was typed beside the time: after it, or all of it where it is no time. */
const labelOf = (reading: TypedTimeView | undefined, typed: string) => (reading?.reading === "at" ? reading.rest : reading?.reading === "words" ? typed : "");

type Chosen = { until: string; words: string; label: string };

function Choice({ row, onSnoozed }: { row: ConversationRow; onSnoozed: (words: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [onReply, setOnReply] = useState(row.snoozed?.wakes_on_reply ?? true);
  const [entered, setEntered] = useState(false);
  const [refused, setRefused] = useState<{ error: ErrorView; chosen: Chosen } | null>(null);
  const query = useSnoozeTimes(typed.trim());
  const times = query.data;
  // What was read last belongs to other words while the next reading is under way.
  const reading = query.isPlaceholderData ? undefined : times?.typed;
  const snooze = useCommand("snooze");
  const at = reading?.reading === "at" ? reading : null;

  function put(chosen: Chosen, pastDue: string | null = null) {
    if (snooze.isPending) return;
    snooze.mutate(
      { conversation: row.id, until: chosen.until, label: chosen.label, wakes_on_reply: onReply, past_due: pastDue },
      { onSuccess: () => onSnoozed(chosen.words), onError: (error) => setRefused({ error, chosen }) },
    );
  }
  const label = labelOf(reading, typed.trim());
  const enter = () => at && put({ until: at.until, words: at.words, label });
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
    <div onKeyDown={move} className={styles.choice} data-testid="snooze-menu">
      <h3 className={styles.title}>{row.snoozed ? t("snooze.change", { words: row.snoozed.words }) : t("snooze.title")}</h3>
      <div className={field.field}>
        <label className="unseen" htmlFor={id}>{t("snooze.typed")}</label>
        <input
          id={id} autoFocus className={field.input} value={typed} maxLength={120} autoComplete="off" spellCheck={false} data-stop data-testid="snooze-typed"
          aria-describedby={`${id}reading`} placeholder={t("snooze.placeholder")}
          onChange={(event) => (setTyped(event.target.value), setRefused(null))}
          onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && (event.preventDefault(), setEntered(true))}
        />
        <p id={`${id}reading`} className={styles.reading} aria-live="polite" data-testid="snooze-reading"><Reading reading={reading} /></p>
      </div>
      {at && <Button variant="primary" onClick={enter} data-stop data-testid="snooze-typed-put">{t("snooze.until", { words: at.words })}</Button>}
      {refused && (
        <div className={styles.refused} role="alert" data-testid="snooze-refused">
          <p>{sentence(refused.error)}</p>
          {refused.error.code === "snooze_past_due" && row.due && (
            <Button size="small" variant="danger" onClick={() => put(refused.chosen, row.due?.at ?? null)} data-stop data-testid="snooze-past-due">{t("snooze.past", { words: refused.chosen.words })}</Button>
          )}
        </div>
      )}
      <ul className={styles.presets}>
        {times?.presets.map((preset) => (
          <li key={preset.kind}>
            <button type="button" className={styles.preset} onClick={() => put({ until: preset.until, words: preset.words, label })} data-stop data-testid={`snooze-${preset.kind}`}>
              <span className={styles.name}>{nameOf(preset)}</span>
              <span className={styles.when}>{preset.words}</span>
            </button>
          </li>
        ))}
      </ul>
      <label className={`${field.check} ${styles.check}`}>
        <input type="checkbox" checked={onReply} onChange={(event) => setOnReply(event.target.checked)} data-testid="snooze-on-reply" />
        <span>{t("snooze.onReply")}</span>
        <small>{t("snooze.onReplyHelp")}</small>
      </label>
    </div>
  );
}

/** What the typed words say, in words. */
function Reading({ reading }: { reading: TypedTimeView | undefined }) {
  switch (reading?.reading) {
    case "at": return <>{t(reading.closed ? "snooze.reading.closed" : "snooze.reading.at", { words: reading.words })}{reading.rest && <span>{t("snooze.reading.rest", { rest: reading.rest })}</span>}</>;
    case "out_of_range": return <>{t("snooze.reading.out_of_range")}</>;
    case "words": return <>{t("snooze.reading.words")}</>;
    default: return <span className={styles.help}>{t("snooze.typedHelp")}</span>;
  }
}
