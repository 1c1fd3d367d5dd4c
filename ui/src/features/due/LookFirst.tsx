import { Highlighter } from "lucide-react";
import { t } from "@/i18n";
import styles from "./due.module.css";

/** Words are highlighted that a clinician has still to look at; this person's look does not end that. */
export const LookFirst = () => (
  <div className={styles.callFirst} role="status" data-testid="look-first">
    <Highlighter size={15} aria-hidden="true" />
    <span>{t("due.lookFirst")}</span>
  </div>
);
