import { Check, ChevronDown, MessageCircleReply } from "lucide-react";
import { useRef, useState } from "react";
import { Menu, MenuItem, Popover } from "react-aria-components";
import { useCommand, type ConversationRow, type MessageClassView } from "@/api";
import { Button, Chip, DueChip, useToast } from "@/components";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { dueTime, fullTime } from "@/lib/dates";
import { useNow } from "@/lib/hooks";
import styles from "./due.module.css";

const CLASSES: MessageClassView[] = ["urgent", "same_day", "routine", "administrative"];

type Props = {
  row: ConversationRow;
  mayChange: boolean;
  /** What a holding reply would say; null: there is nothing to promise, or this person may not write. */
  holding: string | null;
  onHold: () => void;
};

/** What of a conversation is due, whether the patient was told, and which reply time counts for it. */
export function ClassMenu({ row, mayChange, holding, onHold }: Props) {
  const now = useNow(30_000);
  const toast = useToast();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const set = useCommand("set_class");
  const choose = (next: MessageClassView) =>
    next !== row.class && set.mutate({ conversation: row.id, class: next }, {
      onSuccess: () => toast({ text: t("due.class.set", { name: t(`due.class.names.${next}`) }) }),
      onError: (error) => toast({ tone: "bad", text: t("toast.failed", { message: errorWords(error) }) }),
    });
  const name = t(`due.class.names.${row.class}`);
  return (
    <span className={styles.clock}>
      {row.due && <DueChip due={row.due} now={now} />}
      {row.promised && <Chip icon={<MessageCircleReply size={11} aria-hidden="true" />} title={fullTime(row.promised)}><span data-testid="promised">{t("due.holding.told", { time: dueTime(row.promised, new Date(now)) })}</span></Chip>}
      {holding && <Button size="small" icon={<MessageCircleReply size={13} />} title={t("due.holding.help", { text: holding })} shortcut="holding" onClick={onHold} data-testid="hold">{t("due.holding.tell")}</Button>}
      {mayChange && !row.done && (
        <>
          <Button ref={button} size="small" variant="quiet" aria-haspopup="menu" aria-expanded={open} aria-label={t("due.class.label", { name })} onClick={() => setOpen(true)} data-testid="class-open">
            <span className={styles.className}>{name}<ChevronDown size={12} aria-hidden="true" /></span>
          </Button>
          <Popover aria-label={t("due.class.menu")} triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom start" offset={6} className={styles.menu ?? ""}>
            <Menu aria-label={t("due.class.menu")} className={styles.items ?? ""} autoFocus="first" onClose={() => setOpen(false)} onAction={(key) => choose(key as MessageClassView)}>
              {CLASSES.map((one) => (
                <MenuItem key={one} id={one} className={styles.item ?? ""} textValue={t(`due.class.names.${one}`)} data-testid={`class-${one}`}>
                  <span className={styles.itemName}>{t(`due.class.names.${one}`)}</span>
                  {one === row.class ? <Check size={14} aria-label={t("due.class.current")} /> : <span className={styles.noCheck} />}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </>
      )}
    </span>
  );
}
