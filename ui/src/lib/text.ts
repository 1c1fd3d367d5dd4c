/** Text from outside is shown, never obeyed. */

// Bidirectional overrides could make a text read other than it was written; the other controls draw nothing.
const BIDI = new Set([0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]);

function isHidden(code: number): boolean {
  if (code === 0x0a || code === 0x09) return false;
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || BIDI.has(code) || code === 0xfeff || code === 0x2028 || code === 0x2029;
}

/** Turns control characters into pictures of themselves, so that nothing in a text is unseen or acts. */
export function visible(text: string): string {
  let out = "";
  for (const char of text.replace(/\r\n?/gu, "\n")) {
    const code = char.codePointAt(0) ?? 0;
    if (!isHidden(code)) out += char;
    else if (code < 0x20) out += String.fromCodePoint(0x2400 + code);
    else if (code === 0x7f) out += "\u2421";
    else out += `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
  }
  return out;
}

/** From how many characters on a text is folded. */
export const FOLD_AT = 4000;
/** How much of a folded text is shown. */
export const FOLDED_LENGTH = 1200;

/** Cuts between characters, never through one. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** The stretches of a text between the places where something begins or ends in it. */
export function stretches(text: string, over: { start: number; end: number }[]): { start: number; end: number }[] {
  const cuts = [...new Set([0, text.length, ...over.flatMap(({ start, end }) => [start, end])])].filter((at) => at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({ start, end: cuts[index + 1] ?? text.length }));
}
