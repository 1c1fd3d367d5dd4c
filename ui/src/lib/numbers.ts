/** "999 042 1187": an NHS number is read in groups of 3, 3 and 4. */
export function formatNhsNumber(digits: string): string {
  const plain = digits.replace(/\s/gu, "");
  return /^\d{10}$/u.test(plain) ? `${plain.slice(0, 3)} ${plain.slice(3, 6)} ${plain.slice(6)}` : digits;
}

/** "…432": enough to tell a patient's numbers apart, and no more. */
export const numberEnding = (e164: string): string => `…${e164.slice(-3)}`;

/** "07700 900 432" for British numbers, spaced international form for others. */
export function formatPhone(e164: string): string {
  const uk = /^\+44(\d{4})(\d{3})(\d{3})$/u.exec(e164);
  if (uk) return `0${uk[1]} ${uk[2]} ${uk[3]}`;
  const other = /^(\+\d{2})(\d+)$/u.exec(e164);
  return other ? `${other[1]} ${(other[2] ?? "").replace(/(\d{3})(?=\d{2})/gu, "$1 ")}` : e164;
}
