import type { ErrorView } from "@/contract/ErrorView";
import { t } from "@/i18n";

/** What a refusal says, as a sentence of its own. */
export function sentence(error: ErrorView): string {
  const words = errorWords(error);
  return words.charAt(0).toLocaleUpperCase("en-GB") + words.slice(1) + (/[.!?]$/u.test(words) ? "" : ".");
}

/** Why something was not done. The window has its own words for what it acts on; of everything else the app says why. */
export function errorWords(error: ErrorView): string {
  switch (error.code) {
    case "not_found":
    case "stale_view":
    case "disk_full":
    case "empty_message":
    case "number_not_patients":
    case "not_matched":
    case "already_matched":
    case "too_late":
    case "objected":
    case "objected_at_provider":
    case "consent_needed":
    case "unsafe_route":
    case "patient_deceased":
    case "patient_left":
    case "test_numbers_only":
    case "evidence_needed":
    case "not_allowed": return t(`errors.${error.code}`);
    case "too_long": return t("errors.too_long", { count: error.count ?? 0 });
    default: return error.message || t("errors.unknown");
  }
}
