import { useState, type ReactNode, type RefObject } from "react";
import { Popover } from "react-aria-components";
import { useCommand, useSnoozeTimes, type ConversationRow, type ErrorView, type TypedTimeView } from "@/api";
import { Button, TimeChoice } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import field from "@/components/Field.module.css";
import styles from "@/components/TimeChoice.module.css";

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

/** What was typed beside the time: after it, or all of it where it is no time. */
const labelOf = (reading: TypedTimeView | undefined, typed: string) => (reading?.reading === "at" ? reading.rest : reading?.reading === "words" ? typed : "");

type Chosen = { until: string; words: string; label: string };

function Choice({ row, onSnoozed }: { row: ConversationRow; onSnoozed: (words: string) => void }) {
  const [typed, setTyped] = useState("");
  const [onReply, setOnReply] = useState(row.snoozed?.wakes_on_reply ?? true);
  const [refused, setRefused] = useState<{ error: ErrorView; chosen: Chosen } | null>(null);
  const query = useSnoozeTimes(typed.trim());
  // What was read last belongs to other words while the next reading is under way.
  const reading = query.isPlaceholderData ? undefined : query.data?.typed;
  const snooze = useCommand("snooze");

  function put(chosen: Chosen, pastDue: string | null = null) {
    if (snooze.isPending) return;
    snooze.mutate(
      { conversation: row.id, until: chosen.until, label: chosen.label, wakes_on_reply: onReply, past_due: pastDue },
      { onSuccess: () => onSnoozed(chosen.words), onError: (error) => setRefused({ error, chosen }) },
    );
  }

  return (
    <TimeChoice
      name="snooze" title={row.snoozed ? t("snooze.change", { words: row.snoozed.words }) : t("snooze.title")} placeholder={t("snooze.placeholder")} help={t("snooze.typedHelp")}
      typed={typed} onTyped={(next) => (setTyped(next), setRefused(null))} reading={reading} told={toldOf(reading)} presets={query.data?.presets}
      act={(words) => t("snooze.until", { words })} onChoose={(until, words) => put({ until, words, label: labelOf(reading, typed.trim()) })}
      problem={refused && (
        <div className={styles.refused} role="alert" data-testid="snooze-refused">
          <p>{sentence(refused.error)}</p>
          {refused.error.code === "snooze_past_due" && row.due && (
            <Button size="small" variant="danger" onClick={() => put(refused.chosen, row.due?.at ?? null)} data-stop data-testid="snooze-past-due">{t("snooze.past", { words: refused.chosen.words })}</Button>
          )}
        </div>
      )}
    >
      <label className={`${field.check} ${styles.check}`}>
        <input type="checkbox" checked={onReply} onChange={(event) => setOnReply(event.target.checked)} data-testid="snooze-on-reply" />
        <span>{t("snooze.onReply")}</span>
        <small>{t("snooze.onReplyHelp")}</small>
      </label>
    </TimeChoice>
  );
}

/** What the typed words say, in words; null: nothing was typed. */
function toldOf(reading: TypedTimeView | undefined): ReactNode {
  switch (reading?.reading) {
    case "at": return <>{t(reading.closed ? "snooze.reading.closed" : "snooze.reading.at", { words: reading.words })}{reading.rest && <span>{t("snooze.reading.rest", { rest: reading.rest })}</span>}</>;
    case "out_of_range": return t("snooze.reading.out_of_range");
    case "words": return t("snooze.reading.words");
    default: return null;
  }
}
