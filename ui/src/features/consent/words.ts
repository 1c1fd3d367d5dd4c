import type { ErrorView } from "@/api";
import { t } from "@/i18n";

/** Why something was not written down. */
export function errorWords(error: ErrorView): string {
  switch (error.code) {
    case "not_allowed":
    case "evidence_needed":
    case "disk_full":
    case "not_found": return t(`errors.${error.code}`);
    default: return t("toast.failed", { message: error.message || t("errors.unknown") });
  }
}
