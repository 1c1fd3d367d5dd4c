import type { FindingView, PurposeView, TemplateView } from "@/api";
import { stretches } from "@/lib/text";

/** A place in a text, in UTF-16 units. */
export type Place = { start: number; end: number };

/** Blanks that nobody has filled in yet: [[day of the clinic]], {{practice_phone}}. */
export function blanks(text: string): Place[] {
  return [...text.matchAll(/\[\[[^\]\n]*\]\]|\{\{[^}\n]*\}\}/gu)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

/** The blank that Tab goes to, and Shift+Tab. */
export function nextBlank(text: string, at: Place, back: boolean): Place | undefined {
  const all = blanks(text);
  return back ? all.findLast((blank) => blank.end <= at.start) : all.find((blank) => blank.start >= at.end);
}

/** Where a place of a text is after somebody typed elsewhere in it; null: they typed right there. */
export function moved(before: string, now: string, { start, end }: Place): Place | null {
  let [head, tail] = [0, 0];
  const most = Math.min(before.length, now.length);
  while (head < most && before[head] === now[head]) head++;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
  if (end <= head) return { start, end };
  const by = now.length - before.length;
  return start >= before.length - tail ? { start: start + by, end: end + by } : null;
}

/** A text with a template in it, which was chosen for a place of the text `before`; and what is then selected. */
export function inserted(before: string, now: string, chosen: Place, caret: number, filled: string): { text: string; place: Place } {
  const place = moved(before, now, chosen) ?? { start: caret, end: caret };
  const after = place.start + filled.length;
  const text = now.slice(0, place.start) + filled + now.slice(place.end);
  if (now !== before) { // whoever typed on stays where they are
    const stays = caret < place.end ? caret : caret + after - place.end;
    return { text, place: { start: stays, end: stays } };
  }
  const blank = blanks(filled)[0];
  return { text, place: blank ? { start: place.start + blank.start, end: place.start + blank.end } : { start: after, end: after } };
}

/** A "/" or "::" at a word's start, up to the caret, and what was typed after it (H-01). */
export function slashAt(text: string, caret: number): { start: number; query: string } | null {
  const [, sign = "", query] = /(?:^|\s)(\/|::)([\p{L}\p{N}-]{0,30})$/u.exec(text.slice(0, caret)) ?? [];
  return query === undefined ? null : { start: caret - query.length - sign.length, query };
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB");

/** How well letters fit a name, in their order: whole words first, then beginnings, then anything; null: not at all. */
export function fits(query: string, name: string): number | null {
  const [wanted, there] = [plain(query), plain(name)];
  if (wanted === "") return 0;
  if (there.startsWith(wanted)) return 0;
  if (there.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (there.includes(wanted)) return 2;
  let [from, spread] = [-1, 0];
  for (const letter of wanted) {
    const next = there.indexOf(letter, from + 1);
    if (next < 0) return null;
    spread += next - from - 1;
    from = next;
  }
  return 3 + spread;
}

/** The templates that may be put into a text, best fit first. */
export function choices(templates: TemplateView[], query: string): TemplateView[] {
  return templates
    .filter((one) => one.by_text)
    .map((one) => ({ one, fit: fits(query, nameOf(one)) ?? fits(query, one.id) }))
    .filter((found): found is { one: TemplateView; fit: number } => found.fit !== null)
    .sort((a, b) => a.fit - b.fit || nameOf(a.one).localeCompare(nameOf(b.one)))
    .map(({ one }) => one);
}

export const nameOf = (template: TemplateView): string => (template.versions.find(({ version }) => version === template.in_use) ?? template.versions[0])?.document.name ?? template.id;

const STRICTNESS: PurposeView[] = ["administration", "survey", "clinical_advice", "results", "marketing"];

/** What a message is for once a template for `other` stands in it. */
export const stricter = (one: PurposeView, other: PurposeView): PurposeView => (STRICTNESS.indexOf(other) > STRICTNESS.indexOf(one) ? other : one);

export type Piece = { text: string; severity: FindingView["severity"] | "blank" | null; at: number };

const RANK = { hint: 0, needs_reason: 1, blocks: 2, blank: 3 } as const;

/** Cuts a text where marks begin and end; where several lie over each other, the strongest shows. */
export function pieces(text: string, findings: FindingView[]): Piece[] {
  const marks: (Place & { severity: NonNullable<Piece["severity"]> })[] = [
    // A mark over the whole text would mark nothing.
    ...findings.filter(({ start, end }) => end > start && !(start === 0 && end >= text.length && text.length > 60)),
    ...blanks(text).map((blank) => ({ ...blank, severity: "blank" as const })),
  ];
  return stretches(text, marks).map(({ start, end }) => {
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end).sort((a, b) => RANK[b.severity] - RANK[a.severity])[0];
    return { text: text.slice(start, end), severity: over?.severity ?? null, at: start };
  });
}

export type Group = { finding: FindingView; quoted: string[] };

/** Findings of one rule and one sentence together, strongest first. */
export function grouped(text: string, findings: FindingView[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const key = [finding.rule, finding.name, finding.words].join("|");
    const group = groups.get(key) ?? { finding, quoted: [] };
    const quoted = text.slice(finding.start, finding.end);
    if (quoted && quoted.length <= 40 && !group.quoted.includes(quoted)) group.quoted.push(quoted);
    groups.set(key, group);
  }
  const rank = ({ finding }: Group) => RANK[finding.severity];
  return [...groups.values()].sort((a, b) => rank(b) - rank(a) || a.finding.start - b.finding.start);
}
