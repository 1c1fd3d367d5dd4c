/** "999 042 1187": an NHS number is read in groups of 3, 3 and 4. */
export function formatNhsNumber(digits: string): string {
  const plain = digits.replace(/\s/gu, "");
  return /^\d{10}$/u.test(plain) ? `${plain.slice(0, 3)} ${plain.slice(3, 6)} ${plain.slice(6)}` : digits;
}

/** "…432": enough to tell a patient's numbers apart, and no more. */
export const numberEnding = (e164: string): string => `…${e164.slice(-3)}`;

/** How British numbers are grouped: London and its like, the big cities, everything else. */
const BRITISH: [RegExp, string][] = [
  [/^\+44(2\d)(\d{4})(\d{4})$/u, "0$1 $2 $3"],
  [/^\+44(1\d1|11\d|[389]\d\d)(\d{3})(\d{4})$/u, "0$1 $2 $3"],
  [/^\+44(\d{4})(\d{3})(\d{3})$/u, "0$1 $2 $3"],
];

/** "07700 900 432" for British numbers, spaced international form for others. */
export function formatPhone(e164: string): string {
  for (const [pattern, groups] of BRITISH) if (pattern.test(e164)) return e164.replace(pattern, groups);
  const other = /^(\+\d{2})(\d+)$/u.exec(e164);
  return other ? `${other[1]} ${(other[2] ?? "").replace(/(\d{3})(?=\d{2})/gu, "$1 ")}` : e164;
}
