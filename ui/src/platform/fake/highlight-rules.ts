import type { HighlightRuleView } from "@/contract/HighlightRuleView";
import type { HighlightView } from "@/contract/HighlightView";

/** Some of the rules that come with Anteroom, and a plain reading of them: the real ones are `model::highlight`. */
export const RULES: HighlightRuleView[] = [
  { name: "Chest pain", signs: ["chest + pain/hurt/tight", "crushing pain"], may_be_denied: true },
  { name: "Breathing", signs: ["cant/cannot + breathe", "short of breath", "gasping"], may_be_denied: true },
  { name: "Swelling of face or throat", signs: ["lips/face/tongue/throat + swollen/swelling/puffy/tight"], may_be_denied: true },
  { name: "Harm to oneself", signs: ["end it all", "hurt/kill myself"], may_be_denied: false },
];

/** Where the words of a line stand; whole, and in their order. */
export function tried(rules: HighlightRuleView[], text: string): HighlightView[] {
  return rules.flatMap(({ name, signs }) => signs.flatMap((sign): HighlightView[] => {
    const words = sign.split(/\s*\+\s*|\s+/u).map((word) => `(?:${word.split("/").map((one) => one.replace(/[^\p{L}\p{N}]/gu, "")).join("|")})`);
    const found = new RegExp(words.join("\\P{L}+(?:\\p{L}+\\P{L}+){0,3}?"), "iu").exec(text);
    return found ? [{ start: found.index, end: found.index + found[0].length, rule: name, denied: false }] : [];
  }));
}
