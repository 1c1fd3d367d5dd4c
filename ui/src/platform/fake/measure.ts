import type { TextSizeView } from "@/contract/TextSizeView";

const BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "^{}\\[~]|€";

/** A rough stand-in for the engine's own count. */
export function measure(text: string): TextSizeView {
  const letter = [...text].find((char) => !BASIC.includes(char) && !EXTENDED.includes(char)) ?? null;
  const unicode = letter !== null;
  const units = unicode ? text.length : [...text].reduce((sum, char) => sum + (EXTENDED.includes(char) ? 2 : 1), 0);
  const single = unicode ? 70 : 160;
  const part = unicode ? 67 : 153;
  const segments = units <= single ? 1 : Math.ceil(units / part);
  return { units, capacity: segments === 1 ? single : segments * part, segments, letter, characters: [...text].length, limit: 918, cost: segments * 41 };
}
