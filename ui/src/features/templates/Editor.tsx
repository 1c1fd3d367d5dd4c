import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useSaveTemplate, useTemplateCheck, type RouteView, type StaffView, type TemplateClassView, type ScopeView, type TemplateDocument, type TemplatesView } from "@/api";
import { Button, Choice, DayField, Reads, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { TEAM_ROLES } from "@/lib/roles";
import { useDebounced } from "@/lib/hooks";
import type { TemplateWork } from "./TemplatesScreen";
import { Taken } from "./Taken";
import { Carries } from "./Carries";
import { whose } from "./words";
import { Wordings } from "./Wordings";
import styles from "./Templates.module.css";

const CLASSES: TemplateClassView[] = ["admin", "clinical_advice", "results", "surveys", "bad_news", "marketing"];
const keyOf = (scope: ScopeView) => (scope.scope === "team" ? scope.role : scope.scope);
const ROUTES: RouteView[] = ["sms", "secure_message", "email", "letter", "phone"];
type Props = { view: TemplatesView; work: NonNullable<TemplateWork>; staff: StaffView[]; onWork: (work: TemplateWork) => void; onSaved: (id: string | null) => void };

/** What is asked for: what was taken out of a message goes nowhere. */
const asked = ({ template, seen, document }: NonNullable<TemplateWork>) => ({ template, seen, document });

/** A version being written: what is wrong with it, and how it reads, as it is typed. */
export function Editor({ view, work, staff, onWork, onSaved }: Props) {
  const id = useId();
  const toast = useToast();
  const save = useSaveTemplate();
  const { document } = work;
  const settled = useDebounced(work, 250);
  const check = useTemplateCheck(asked(settled)).data;
  const set = (part: Partial<TemplateDocument>) => onWork({ ...work, document: { ...document, ...part } });
  const personal = document.scope.scope === "personal";
  const kept = view.templates.find(({ id: known }) => known === work.template)?.versions[0]?.document.scope.scope;
  // What is everybody's does not become one person's.
  const scopes: ScopeView[] = [
    ...(view.may_write ? [{ scope: "practice" } as const, ...TEAM_ROLES.map((role) => ({ scope: "team", role }) as const)] : []),
    ...(view.may_keep_own && (!kept || kept === "personal") ? [{ scope: "personal" } as const] : []),
  ];
  const classes = personal ? CLASSES.slice(0, 2) : CLASSES;
  const give = (key: string) => {
    const scope = scopes.find((one) => keyOf(one) === key);
    if (scope) set(scope.scope === "personal" ? { scope, carries: document.carries && { ...document.carries, code: null }, first_contact: false, class: classes.includes(document.class) && CLASSES.indexOf(document.class) < 2 ? document.class : "admin" } : { scope });
  };
  const [at, setAt] = useState(0);
  const language = document.variants[at]?.language;
  const shown = check?.previews.find((one) => one.language === language) ?? check?.previews[0];
  const submit = () => save.mutate(asked(work), {
    onSuccess(view) {
      toast({ text: personal ? t("templates.toast.kept") : t("templates.toast.saved") });
      onSaved(work.template ?? view.templates.find(({ versions }) => versions.length === 1 && versions[0]?.document.name === document.name.trim())?.id ?? null);
    },
  });
  return (
    <form className={styles.editor} data-testid="template-editor" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className={styles.fields}>
        <div className={styles.pair}>
          <div className={field.field}><label className={field.label} htmlFor={`${id}name`}>{t("templates.editor.name")}</label><input id={`${id}name`} className={field.input} value={document.name} autoFocus={!work.template} placeholder={t("templates.editor.namePlaceholder")} onChange={(event) => set({ name: event.target.value })} data-testid="template-name" /></div>
          <Choice label={t("templates.editor.scope")} value={keyOf(document.scope)} onChange={give} data-testid="template-scope-choice">{scopes.map((one) => <option key={keyOf(one)} value={keyOf(one)}>{one.scope === "practice" ? t("templates.scope.practice") : whose(one)}</option>)}</Choice>
        </div>
        {personal && <p className={styles.quiet}>{t("templates.editor.personalHelp")}</p>}
        <div className={styles.pair}>
          <Choice label={t("templates.editor.class")} value={document.class} onChange={(one) => set({ class: one as TemplateClassView })} data-testid="template-class">{classes.map((one) => <option key={one} value={one}>{t(`templates.class.${one}`)}</option>)}</Choice>
          {!personal && <Choice label={t("templates.editor.owner")} value={document.owner} onChange={(owner) => set({ owner })}>{staff.filter(({ id, left }) => !left || id === document.owner).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</Choice>}
        </div>
        <div className={styles.pair}>
          {!personal && <DayField label={t("templates.editor.review")} value={document.review_on} onChange={(review_on) => set({ review_on })} testId="template-review" />}
          <fieldset className={styles.routes}>
            <legend className={field.label}>{t("templates.editor.routes")}</legend>
            {ROUTES.map((route) => <label key={route}><input type="checkbox" checked={document.routes.includes(route)} onChange={(event) => set({ routes: event.target.checked ? [...document.routes, route] : document.routes.filter((one) => one !== route) })} />{t(`templates.route.${route}`)}</label>)}
          </fieldset>
        </div>
        {!personal && <label className={field.check}><input type="checkbox" checked={document.first_contact} onChange={(event) => set({ first_contact: event.target.checked })} data-testid="template-first" /><span>{t("templates.editor.first")}</span></label>}
        <Wordings variants={document.variants} at={Math.min(at, Math.max(0, document.variants.length - 1))} wrong={!!check?.unreadable} onAt={setAt} onVariants={(variants) => set({ variants })} />
        <Carries carries={document.carries} personal={personal} teams={TEAM_ROLES} routes={ROUTES} onChange={(carries) => set({ carries })} />
      </div>
      <div className={styles.tried} aria-live="polite">
        <h3>{t("templates.editor.preview")}</h3>
        <p className={styles.bubble} lang={shown?.language} dir="auto" data-testid="template-preview"><Reads text={shown?.text ?? ""} /></p>
        {shown && !check?.unreadable && <p className={styles.quiet}>{t("templates.editor.size", { characters: shown.size.characters, count: shown.size.segments })}</p>}
        {work.taken && <Taken taken={work.taken} />}
        {check?.unreadable && <p className={styles.bad} data-testid="template-unreadable"><TriangleAlert size={14} aria-hidden="true" />{t("templates.editor.unreadable", { message: check.unreadable })}</p>}
        {!!check?.problems.length && <div className={styles.approval} data-testid="template-problems"><p className={styles.late}><TriangleAlert size={14} aria-hidden="true" /><strong>{personal ? t("templates.problemsOwn") : t("templates.problems", { count: check.problems.length })}</strong></p><ul>{check.problems.map((one) => <li key={one}>{one}</li>)}</ul></div>}
        {save.error && <p role="alert" className={styles.bad}><TriangleAlert size={14} aria-hidden="true" />{t("templates.editor.failed", { message: errorWords(save.error) })}</p>}
        <div className={styles.save}>
          <Button onClick={() => onWork(null)} data-testid="template-cancel">{t("templates.editor.cancel")}</Button>
          <Button type="submit" variant="primary" disabled={save.isPending || !!check?.unreadable || settled !== work} data-testid="template-save">{save.isPending ? t("templates.editor.saving") : personal ? t("templates.editor.keep") : t("templates.editor.save")}</Button>
        </div>
      </div>
    </form>
  );
}
