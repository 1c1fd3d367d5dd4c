import type { TypedTimeView } from "@/contract/TypedTimeView";
import { t } from "@/i18n";

/** What words say that are typed as the time at which a text leaves; null: nothing was typed. */
export function laterWords(reading: TypedTimeView | undefined): string | null {
  switch (reading?.reading) {
    case "at": return reading.rest ? t("later.words") : t(reading.closed ? "later.closed" : "later.at", { words: reading.words });
    case "out_of_range": return t("later.outOfRange");
    case "words": return t("later.words");
    default: return null;
  }
}
