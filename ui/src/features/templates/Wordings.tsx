import { useId, useRef } from "react";
import type { VariantView } from "@/api";
import { Button, LanguageBar } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { languageName } from "@/lib/languages";
import styles from "./Templates.module.css";

/** What can be put in with a press; the names are the app's own. */
const PIECES = ["{{given_name}}", "{{practice_name}}", "{{practice_phone}}", "{{sender_name}}", "{{sender_role}}", "{{reply_time}}", "{{reply_due}}", "{{link}}", "[[…]]", "{{#next_step}}…{{/next_step}}"];
/** Braces in our own words are not for filling in. */
const HOLES = { variable: "{{given_name}}", blank: "[[day]]", step: "{{#next_step}}…{{/next_step}}" };

type Props = { variants: VariantView[]; at: number; wrong: boolean; onAt: (at: number) => void; onVariants: (variants: VariantView[]) => void };

/** One wording a language. A patient gets the one in the language they read best. */
export function Wordings({ variants, at, wrong, onAt, onVariants }: Props) {
  const id = useId();
  const body = useRef<HTMLTextAreaElement>(null);
  const { language, body: text } = variants[at] ?? { language: "en-GB", body: "" };
  const setText = (next: string) => onVariants(variants.length ? variants.map((one, index) => (index === at ? { ...one, body: next } : one)) : [{ language, body: next }]);
  const put = (piece: string) => {
    const [from, to] = [body.current?.selectionStart ?? text.length, body.current?.selectionEnd ?? text.length];
    setText(text.slice(0, from) + piece + text.slice(to));
    body.current?.focus();
    const place = piece.includes("…") ? from + piece.indexOf("…") : from + piece.length;
    requestAnimationFrame(() => body.current?.setSelectionRange(place, piece.includes("…") ? place + 1 : place));
  };
  const add = (tag: string) => {
    onVariants([...variants, { language: tag, body: "" }]);
    onAt(variants.length);
    body.current?.focus();
  };
  return (
    <div className={field.field}>
      <LanguageBar tags={variants.map((one) => one.language)} at={at} keepFirst onAt={onAt} onAdd={add} onRemove={() => { onVariants(variants.filter((_, index) => index !== at)); onAt(0); }} testId="template" />
      <label className={field.label} htmlFor={`${id}body`}>{variants.length > 1 ? t("templates.editor.bodyIn", { language: languageName(language) }) : t("templates.editor.body")}</label>
      <textarea ref={body} id={`${id}body`} className={field.input} rows={7} value={text} lang={language} dir="auto" aria-describedby={`${id}help`} aria-invalid={wrong} onChange={(event) => setText(event.target.value)} data-testid="template-body" />
      <span className={field.help} id={`${id}help`}>{t("templates.editor.bodyHelp", HOLES)}</span>
      <span className={styles.pieces} role="group" aria-label={t("templates.editor.insert")}>{PIECES.map((piece) => <Button key={piece} size="small" variant="quiet" onClick={() => put(piece)}>{piece}</Button>)}</span>
    </div>
  );
}
