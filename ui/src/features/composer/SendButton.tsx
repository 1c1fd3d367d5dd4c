import { CalendarClock, Check, ChevronDown, NotebookPen, SendHorizontal } from "lucide-react";
import { useImperativeHandle, useRef, useState, type Ref } from "react";
import { Header, Menu, MenuItem, MenuSection, Popover, Separator } from "react-aria-components";
import { Button } from "@/components";
import { t } from "@/i18n";
import { AFTER, type After } from "@/lib/kept";
import { hint, type ShortcutId } from "@/lib/shortcuts";
import { Later } from "./Later";
import styles from "./SendButton.module.css";

type Props = {
  act: "note" | "review" | "send";
  label: string;
  disabled: boolean;
  after: After;
  mayEnd: boolean;
  onAfter: (after: After) => void;
  enterSends: boolean;
  onEnterSends: (on: boolean) => void;
  onPress: () => void;
  /** Send it at a time; none: it must leave now. */
  onLater: ((at: string) => void) | null;
  ref?: Ref<SendHandle>;
};

export type SendHandle = { /** Asks when it leaves. */ later: () => void };

const KEYS: Record<After, ShortcutId | null> = { stay: null, next: "sendNext", done: "sendDone" };

/** The button that sends, and beside it what it does then: chosen once, and remembered for this person on this computer. */
export function SendButton({ act, label, disabled, after, mayEnd, onAfter, enterSends, onEnterSends, onPress, onLater, ref }: Props) {
  const note = act === "note";
  const more = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [asks, setAsks] = useState(false);
  const mayWait = onLater !== null && !disabled;
  useImperativeHandle(ref, () => ({ later: () => mayWait && setAsks(true) }), [mayWait]);
  const choose = (key: string) => (key === "enter" ? onEnterSends(!enterSends) : key === "later" ? setAsks(true) : onAfter(key as After));
  return (
    <span className={styles.send}>
      <Button variant={note ? "note" : "primary"} size="medium" shortcut="send" disabled={disabled} onClick={onPress} icon={note ? <NotebookPen size={14} /> : <SendHorizontal size={14} />} data-testid="composer-send" data-act={act} data-after={note ? undefined : after}>{label}</Button>
      {!note && (
        <>
          <Button ref={more} variant="plain" size="medium" icon={<ChevronDown size={14} />} title={t("closing.menu.open")} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)} data-testid="send-menu" />
          <Popover aria-label={t("closing.menu.open")} triggerRef={more} isOpen={open} onOpenChange={setOpen} placement="top end" offset={6} className={styles.menu ?? ""}>
            <Menu aria-label={t("closing.menu.open")} className={styles.items ?? ""} autoFocus="first" onClose={() => setOpen(false)} onAction={(key) => choose(String(key))}>
              {mayWait && (
                <MenuItem id="later" className={styles.item ?? ""} textValue={t("later.menu")} data-testid="send-later">
                  <span className={styles.mark}><CalendarClock size={14} aria-hidden="true" /></span>
                  <span className={styles.name}>{t("later.menu")}<small>{t("later.menuHelp")}</small></span>
                  <kbd className={styles.key}>{hint("sendLater")}</kbd>
                </MenuItem>
              )}
              {mayWait && <Separator className={styles.line ?? ""} />}
              <MenuSection>
                <Header className={styles.section ?? ""}>{t("closing.menu.after")}</Header>
                {AFTER.filter((one) => one !== "done" || mayEnd).map((one) => {
                  const key = one === after ? "send" : KEYS[one];
                  return (
                    <MenuItem key={one} id={one} className={styles.item ?? ""} textValue={t(`closing.menu.${one}`)} data-testid={`send-after-${one}`}>
                      <span className={styles.mark}>{one === after && <Check size={14} aria-label={t("closing.menu.usual")} />}</span>
                      <span className={styles.name}>{t(`closing.menu.${one}`)}{one === "done" && <small>{t("closing.menu.doneHelp")}</small>}</span>
                      {key && <kbd className={styles.key}>{hint(key)}</kbd>}
                    </MenuItem>
                  );
                })}
              </MenuSection>
              <Separator className={styles.line ?? ""} />
              <MenuSection>
                <Header className={styles.section ?? ""}>{t("closing.menu.enter")}</Header>
                <MenuItem id="enter" className={styles.item ?? ""} textValue={t("closing.menu.enterSends")} data-testid="send-enter">
                  <span className={styles.mark}>{enterSends && <Check size={14} aria-label={t("closing.menu.usual")} />}</span>
                  <span className={styles.name}>{t("closing.menu.enterSends")}<small>{t("closing.menu.enterHelp")}</small></span>
                </MenuItem>
              </MenuSection>
            </Menu>
          </Popover>
          <Later triggerRef={more} open={asks} onOpenChange={setAsks} onChoose={(at) => (setAsks(false), onLater?.(at))} />
        </>
      )}
    </span>
  );
}
