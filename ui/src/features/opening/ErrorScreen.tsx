import { CircleAlert, FileWarning, HardDrive, KeyRound, LockKeyhole, RefreshCw, ShieldCheck, type LucideIcon } from "lucide-react";
import type { ErrorCode, ErrorView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import styles from "./opening.module.css";

const KNOWN = ["keyring_locked", "keyring_absent", "wrong_key", "key_missing", "newer_file", "damaged_file", "disk_full", "file_in_use"] as const;
type Known = (typeof KNOWN)[number] | "internal";

const ICONS: Record<Known, LucideIcon> = {
  keyring_locked: LockKeyhole, keyring_absent: KeyRound, wrong_key: KeyRound, key_missing: KeyRound,
  newer_file: RefreshCw, damaged_file: FileWarning, disk_full: HardDrive, file_in_use: CircleAlert, internal: CircleAlert,
};

const known = (code: ErrorCode): Known => KNOWN.find((one) => one === code) ?? "internal";

/** The practice could not be opened: what is the case, what can be done, and that nothing was lost. */
export function ErrorScreen({ error, onAgain, trying }: { error: ErrorView; onAgain: () => void; trying: boolean }) {
  const code = known(error.code);
  const Icon = ICONS[code];
  return (
    <main className={styles.page} data-testid="error-screen" data-code={error.code}>
      <section className={styles.sheet} aria-labelledby="opening-title" role="alert">
        <span className={styles.icon} aria-hidden="true"><Icon size={22} /></span>
        <h1 id="opening-title">{t(`opening.${code}.title`)}</h1>
        <p className={styles.what}>{t(`opening.${code}.what`)}</p>
        <div className={styles.todo}>
          <h2>{t("opening.todo")}</h2>
          <p>{t(`opening.${code}.do`)}</p>
        </div>
        <p className={styles.kept}><ShieldCheck size={16} aria-hidden="true" />{t("opening.kept")}</p>
        <div className={styles.foot}>
          <Button variant="primary" size="large" onClick={onAgain} disabled={trying} autoFocus data-testid="error-again">
            {trying ? t("opening.trying") : t("app.again")}
          </Button>
          <span className={styles.code}>{t("opening.code", { code: error.code.replace(/_/gu, "-") })}</span>
        </div>
        {code === "internal" && error.message && <p className={styles.code}>{error.message}</p>}
      </section>
    </main>
  );
}
