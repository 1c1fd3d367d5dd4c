import type { NameView } from "@/contract/NameView";

/** "Ferreira, Ana": in lists, as a record sorts. */
export const listName = (name: NameView): string => [name.family, name.given].filter(Boolean).join(", ");

/** "FERREIRA, Ana": over a conversation, as the NHS writes a patient. */
export const bannerName = (name: NameView): string =>
  [name.family.toLocaleUpperCase("en-GB"), name.given].filter(Boolean).join(", ");

/** "ANA FERREIRA": in a question that must not be answered without reading. */
export const loudName = (name: NameView): string =>
  [name.given, name.family].filter(Boolean).join(" ").toLocaleUpperCase("en-GB");

/** "Ana": on a button. The first of the given names, or the family name where there is none. */
export const firstName = (name: NameView): string => name.given.trim().split(/\s+/u)[0] || name.family;

/** "AO" for "A. Okafor": at most two letters. */
export function initials(name: string): string {
  const words = name.replace(/^(dr|nurse|mr|mrs|ms|miss|mx|prof)\.?\s+/iu, "").split(/[\s.]+/u).filter(Boolean);
  const first = words[0]?.match(/\p{L}/u)?.[0] ?? "";
  const last = words.length > 1 ? (words.at(-1)?.match(/\p{L}/u)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en-GB");
}
