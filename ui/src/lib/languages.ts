/** Languages as BCP 47 writes them, and as staff read them. */

const names = new Intl.DisplayNames("en-GB", { type: "language" });

/** Browsers have no name for these, or a longer one than staff need. */
const OWN: Record<string, string> = { "en-GB": "English", bfi: "British Sign Language", "pa-Guru": "Punjabi (Gurmukhi)", "pa-Arab": "Punjabi (Shahmukhi)", "zh-Hans": "Chinese (simplified)", "zh-Hant": "Chinese (traditional)", ckb: "Kurdish (Sorani)", kmr: "Kurdish (Kurmanji)" };

/** "Polish" for "pl". */
export function languageName(tag: string): string {
  try {
    return OWN[tag] ?? names.of(tag) ?? tag;
  } catch {
    return tag; // not formed like a language; the app keeps such tags out
  }
}

export const isEnglish = (tag: string): boolean => /^en(?:-|$)/iu.test(tag);

/** Main languages in England and Wales (Census 2021, ONS), the other languages of these islands, and the sign language. */
const COMMON = ["en", "cy", "gd", "ga", "bfi", "pl", "ro", "pa-Guru", "pa-Arab", "ur", "pt", "es", "ar", "bn", "gu", "it", "ta", "fr", "lt", "zh-Hans", "zh-Hant", "tr", "bg", "fa", "hu", "el", "de", "ru", "uk", "so", "sq", "sk", "cs", "lv", "te", "ml", "hi", "ne", "tl", "nl", "ckb", "kmr", "vi", "th", "he", "yi", "ps", "prs", "ti", "am", "sw", "yo", "ja", "ko"];

/** The languages to choose from, by name; with one that is recorded already. */
export const languagesWith = (recorded: string | null): string[] => [...new Set([...COMMON, ...(recorded ? [recorded] : [])])].sort((a, b) => languageName(a).localeCompare(languageName(b), "en-GB"));
