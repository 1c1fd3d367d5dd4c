import { CalendarClock, CalendarArrowUp, Pencil, TriangleAlert, X } from "lucide-react";
import { useRef, useState } from "react";
import { Popover } from "react-aria-components";
import { useSnoozeTimes, type ScheduledView } from "@/api";
import { Button, TimeChoice } from "@/components";
import { t } from "@/i18n";
import { fullTime } from "@/lib/dates";
import { laterWords } from "@/lib/later";
import { visible } from "@/lib/text";
import choice from "@/components/TimeChoice.module.css";
import styles from "./Waiting.module.css";

export type WaitingActs = { onMove: (message: string, at: string) => void; onCancel: (message: string, edit: boolean) => void };

/** The texts that wait here for their time: no messages yet, so they stand apart, below what was said. */
export function Waiting({ texts, acts }: { texts: readonly ScheduledView[]; acts: WaitingActs | null }) {
  if (texts.length === 0) return null;
  return (
    <section className={styles.waiting} aria-label={t("later.region")} tabIndex={0} data-testid="waiting">
      {texts.map((text) => <Text key={text.message} text={text} acts={acts} />)}
    </section>
  );
}

function Text({ text, acts }: { text: ScheduledView; acts: WaitingActs | null }) {
  const change = useRef<HTMLButtonElement>(null);
  const [moving, setMoving] = useState(false);
  return (
    <article className={styles.text} data-testid="scheduled" data-message={text.message}>
      <p className={styles.when}>
        <CalendarArrowUp size={13} aria-hidden="true" />
        <strong>{t("later.leaves", { words: text.words })}</strong>
        {text.author && <bdi className={styles.by} title={fullTime(text.at)}>{text.author}</bdi>}
      </p>
      <p className={styles.words} dir="auto">{visible(text.text)}</p>
      {text.waits_for_look && <p className={styles.look} data-testid="scheduled-look"><TriangleAlert size={13} aria-hidden="true" />{t("later.look")}</p>}
      {acts && (
        <p className={styles.acts}>
          <Button ref={change} size="small" variant="quiet" icon={<CalendarClock size={13} />} aria-haspopup="dialog" aria-expanded={moving} onClick={() => setMoving(true)} data-testid="scheduled-change">{t("later.change")}</Button>
          <Button size="small" variant="quiet" icon={<Pencil size={13} />} onClick={() => acts.onCancel(text.message, true)} data-testid="scheduled-edit">{t("later.edit")}</Button>
          <Button size="small" variant="quiet" icon={<X size={13} />} onClick={() => acts.onCancel(text.message, false)} data-testid="scheduled-cancel">{t("later.cancel")}</Button>
          <Popover aria-label={t("later.change")} triggerRef={change} isOpen={moving} onOpenChange={setMoving} placement="top start" offset={6} className={choice.menu ?? ""}>
            <Move text={text} onChoose={(at) => (setMoving(false), acts.onMove(text.message, at))} />
          </Popover>
        </p>
      )}
    </article>
  );
}

function Move({ text, onChoose }: { text: ScheduledView; onChoose: (at: string) => void }) {
  const [typed, setTyped] = useState("");
  const query = useSnoozeTimes(typed.trim());
  const reading = query.isPlaceholderData ? undefined : query.data?.typed;
  return (
    <TimeChoice
      name="move" title={t("later.changeTitle", { words: text.words })} placeholder={t("later.placeholder")} help={t("later.help")} typed={typed} onTyped={setTyped} reading={reading} told={laterWords(reading)}
      presets={query.data?.presets} accepts={({ rest }) => rest === ""} act={(words) => t("later.send", { words })} onChoose={onChoose}
    />
  );
}
