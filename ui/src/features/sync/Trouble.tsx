import { TriangleAlert } from "lucide-react";
import type { ErrorView } from "@/api";
import { t } from "@/i18n";
import styles from "./SyncState.module.css";

/** Writing failed: said above everything, until it is over. */
export const Trouble = ({ error }: { error: ErrorView }) => (
  <div className={styles.trouble} role="alert" data-testid="trouble" data-code={error.code}>
    <TriangleAlert size={16} aria-hidden="true" />
    {error.code === "disk_full" ? t("sync.trouble.disk_full") : t("sync.trouble.other", { message: error.message })}
  </div>
);
