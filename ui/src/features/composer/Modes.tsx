import type { DraftMode } from "@/api";
import { Kbd } from "@/components";
import { t } from "@/i18n";
import { ariaKeys, hint } from "@/lib/shortcuts";
import styles from "./Composer.module.css";

/** To the patient, or between staff: two buttons of which one is pressed. */
export function Modes({ mode, name, onMode }: { mode: DraftMode; name: string; onMode: (mode: DraftMode) => void }) {
  const modes: [DraftMode, string, "reply" | "note"][] = [["reply", t("composer.reply", { name }), "reply"], ["note", t("composer.note"), "note"]];
  return (
    <div className={styles.modes} role="group" aria-label={t("composer.mode")}>
      {modes.map(([one, label, shortcut]) => (
        <button key={one} type="button" className={styles.mode} aria-pressed={mode === one} aria-keyshortcuts={ariaKeys(shortcut)} onClick={() => onMode(one)} data-testid={`composer-mode-${one}`}>
          <bdi>{label}</bdi>{mode !== one && <span aria-hidden="true"><Kbd>{hint(shortcut)}</Kbd></span>}
        </button>
      ))}
    </div>
  );
}
