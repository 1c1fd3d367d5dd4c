import { TriangleAlert } from "lucide-react";
import { useId, useRef } from "react";
import { useSaveTemplate, useTemplateCheck, type RouteView, type StaffView, type TemplateClassView, type TemplateDocument } from "@/api";
import { Button, Choice, DayField, Reads, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { useDebounced } from "@/lib/hooks";
import type { TemplateWork } from "./TemplatesScreen";
import styles from "./Templates.module.css";

const CLASSES: TemplateClassView[] = ["admin", "clinical_advice", "results", "surveys", "bad_news", "marketing"];
const ROUTES: RouteView[] = ["sms", "secure_message", "email", "letter", "phone"];
/** What can be put in with a press; the names are the app's own. */
const PIECES = ["{{given_name}}", "{{practice_name}}", "{{practice_phone}}", "{{sender_name}}", "{{sender_role}}", "{{reply_time}}", "{{reply_due}}", "{{link}}", "[[…]]", "{{#next_step}}…{{/next_step}}"];
/** Braces in our own words are not for filling in. */
const HOLES = { variable: "{{given_name}}", blank: "[[day]]", step: "{{#next_step}}…{{/next_step}}" };

type Props = { work: NonNullable<TemplateWork>; staff: StaffView[]; onWork: (work: TemplateWork) => void; onSaved: (id: string | null) => void };

/** A version being written: what is wrong with it, and how it reads, as it is typed. */
export function Editor({ work, staff, onWork, onSaved }: Props) {
  const id = useId();
  const body = useRef<HTMLTextAreaElement>(null);
  const toast = useToast();
  const save = useSaveTemplate();
  const { document } = work;
  const settled = useDebounced(work, 250);
  const check = useTemplateCheck(settled).data;
  const set = (part: Partial<TemplateDocument>) => onWork({ ...work, document: { ...document, ...part } });
  const text = document.variants[0]?.body ?? "";
  const setText = (next: string) => set({ variants: [{ language: document.variants[0]?.language ?? "en-GB", body: next }, ...document.variants.slice(1)] });
  const put = (piece: string) => {
    const [from, to] = [body.current?.selectionStart ?? text.length, body.current?.selectionEnd ?? text.length];
    setText(text.slice(0, from) + piece + text.slice(to));
    body.current?.focus();
    const at = piece.includes("…") ? from + piece.indexOf("…") : from + piece.length;
    requestAnimationFrame(() => body.current?.setSelectionRange(at, piece.includes("…") ? at + 1 : at));
  };
  const submit = () => save.mutate(work, {
    onSuccess(view) {
      toast({ text: t("templates.toast.saved") });
      onSaved(work.template ?? view.templates.find(({ versions }) => versions.length === 1 && versions[0]?.document.name === document.name.trim())?.id ?? null);
    },
  });
  return (
    <form className={styles.editor} data-testid="template-editor" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={styles.fields}>
        <div className={field.field}><label className={field.label} htmlFor={`${id}name`}>{t("templates.editor.name")}</label><input id={`${id}name`} className={field.input} value={document.name} autoFocus={!work.template} placeholder={t("templates.editor.namePlaceholder")} onChange={(event) => set({ name: event.target.value })} data-testid="template-name" /></div>
        <div className={styles.pair}>
          <Choice label={t("templates.editor.class")} value={document.class} onChange={(one) => set({ class: one as TemplateClassView })}>{CLASSES.map((one) => <option key={one} value={one}>{t(`templates.class.${one}`)}</option>)}</Choice>
          <Choice label={t("templates.editor.owner")} value={document.owner} onChange={(owner) => set({ owner })}>{staff.filter(({ id, left }) => !left || id === document.owner).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</Choice>
        </div>
        <div className={styles.pair}>
          <DayField label={t("templates.editor.review")} value={document.review_on} onChange={(review_on) => set({ review_on })} testId="template-review" />
          <fieldset className={styles.routes}>
            <legend className={field.label}>{t("templates.editor.routes")}</legend>
            {ROUTES.map((route) => <label key={route}><input type="checkbox" checked={document.routes.includes(route)} onChange={(event) => set({ routes: event.target.checked ? [...document.routes, route] : document.routes.filter((one) => one !== route) })} />{t(`templates.route.${route}`)}</label>)}
          </fieldset>
        </div>
        <label className={field.check}><input type="checkbox" checked={document.first_contact} onChange={(event) => set({ first_contact: event.target.checked })} data-testid="template-first" /><span>{t("templates.editor.first")}</span></label>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}body`}>{t("templates.editor.body")}</label>
          <textarea ref={body} id={`${id}body`} className={field.input} rows={7} value={text} aria-describedby={`${id}help`} aria-invalid={!!check?.unreadable} onChange={(event) => setText(event.target.value)} data-testid="template-body" />
          <span className={field.help} id={`${id}help`}>{t("templates.editor.bodyHelp", HOLES)}</span>
          <span className={styles.pieces} role="group" aria-label={t("templates.editor.insert")}>{PIECES.map((piece) => <Button key={piece} size="small" variant="quiet" onClick={() => put(piece)}>{piece}</Button>)}</span>
        </div>
      </div>
      <div className={styles.tried} aria-live="polite">
        <h3>{t("templates.editor.preview")}</h3>
        <p className={styles.bubble} dir="auto" data-testid="template-preview"><Reads text={check?.preview ?? ""} /></p>
        {check && !check.unreadable && <p className={styles.quiet}>{t("templates.editor.size", { characters: check.size.characters, count: check.size.segments })}</p>}
        {check?.unreadable && <p className={styles.bad} data-testid="template-unreadable"><TriangleAlert size={14} aria-hidden="true" />{t("templates.editor.unreadable", { message: check.unreadable })}</p>}
        {!!check?.problems.length && <div className={styles.approval} data-testid="template-problems"><p className={styles.late}><TriangleAlert size={14} aria-hidden="true" /><strong>{t("templates.problems", { count: check.problems.length })}</strong></p><ul>{check.problems.map((one) => <li key={one}>{one}</li>)}</ul></div>}
        {save.error && <p role="alert" className={styles.bad}><TriangleAlert size={14} aria-hidden="true" />{t("templates.editor.failed", { message: errorWords(save.error) })}</p>}
        <div className={styles.save}>
          <Button onClick={() => onWork(null)} data-testid="template-cancel">{t("templates.editor.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={save.isPending || !!check?.unreadable || settled !== work} data-testid="template-save">{save.isPending ? t("templates.editor.saving") : t("templates.editor.save")}</Button>
        </div>
      </div>
    </form>
  );
}
