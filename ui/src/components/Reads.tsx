import styles from "./Reads.module.css";

type Part = { text: string; mark: "variable" | "blank" | null };

/** Cuts a wording where something is still to be filled in; marks for the approver are left out. */
export function reads(body: string): Part[] {
  const plain = body.replace(/\{\{[#/][^}]*\}\}/gu, "");
  return plain.split(/(\{\{[^}]*\}\}|\[\[[^\]]*\]\])/u).filter(Boolean).map((text) => {
    if (text.startsWith("{{")) return { text: text.slice(2, -2).replace(/_/gu, " "), mark: "variable" };
    return text.startsWith("[[") ? { text: text.slice(2, -2), mark: "blank" } : { text, mark: null };
  });
}

/** A wording as it reads: places to fill in stand in words, set off with a shape and not only a colour. */
export function Reads({ text }: { text: string }) {
  return reads(text).map((part, index) => <span key={index} className={part.mark ? styles[part.mark] : undefined}>{part.text}</span>);
}
