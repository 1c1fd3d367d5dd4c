import { Switch } from "react-aria-components";
import { Dialog, DialogActions, Button, Kbd } from "@/components";
import { t } from "@/i18n";
import { keyLabel, SHORTCUTS, type Shortcut, type ShortcutId } from "@/lib/shortcuts";
import styles from "./CheatSheet.module.css";

const GROUPS = ["move", "act", "write", "window"] as const;
const ALL = Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][];

/** All keys, from the table that drives them. */
export function CheatSheet({ open, onClose, letters, onLetters, enterSends, onEnterSends }: { open: boolean; onClose: () => void; letters: boolean; onLetters: (on: boolean) => void; enterSends: boolean; onEnterSends: (on: boolean) => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t("keys.title")} wide testId="cheat-sheet">
      <div className={styles.columns}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {ALL.filter(([, shortcut]) => shortcut.group === group).map(([id, shortcut]) => (
                <div key={id} className={styles.line}>
                  <dt>{t(`keys.acts.${id}`)}</dt>
                  <dd><Keys keys={shortcut.keys} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.switches}>
        <Switch className={styles.switch ?? ""} isSelected={letters} onChange={onLetters} data-testid="letters-switch">
          <span className={styles.track} aria-hidden="true" />
          <span><b>{t("keys.letters")}</b><small>{t("keys.lead")}</small></span>
        </Switch>
        <Switch className={styles.switch ?? ""} isSelected={enterSends} onChange={onEnterSends} data-testid="enter-switch">
          <span className={styles.track} aria-hidden="true" />
          <span><b>{t("closing.enterSwitch")}</b><small>{t("closing.enterLead")}</small></span>
        </Switch>
      </div>
      <DialogActions><Button onClick={onClose} autoFocus>{t("app.close")}</Button></DialogActions>
    </Dialog>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  const [first, ...rest] = keys;
  const last = rest.at(-1);
  const word = keys.length > 2 ? t("keys.to") : t("keys.or");
  return <>{first && <Kbd>{keyLabel(first)}</Kbd>}{last && <> {word} <Kbd>{keyLabel(last)}</Kbd></>}</>;
}
