import { t } from "@/i18n";
import styles from "./opening.module.css";

/** The practice is being opened: for less than a second, as a rule, so it is quiet. */
export const Opening = () => (
  <main className={styles.page} aria-busy="true" data-testid="opening">
    <p className={styles.loading} role="status"><span className={styles.spinner} aria-hidden="true" />{t("app.loading")}</p>
  </main>
);
