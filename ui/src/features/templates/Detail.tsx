import { Check, PencilLine, TriangleAlert } from "lucide-react";
import { useApproveTemplate, useRetireTemplate, type ErrorView, type TemplateVersionView, type TemplateView } from "@/api";
import { Button, Reads, useToast } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import { carriedWords } from "@/lib/carries";
import { errorWords } from "@/lib/errors";
import { languageName } from "@/lib/languages";
import { isPersonal, latest, stateWords, whose } from "./words";
import styles from "./Templates.module.css";

/** One template: how it reads, where it stands, and every version it had. */
export function Detail({ template, onEdit }: { template: TemplateView; onEdit: () => void }) {
  const approve = useApproveTemplate();
  const retire = useRetireTemplate();
  const toast = useToast();
  const version = latest(template);
  if (!version) return null;
  const { document } = version;
  const fail = (error: ErrorView) => toast({ tone: "bad", text: t("toast.failed", { message: errorWords(error) }) });
  const personal = isPersonal(template);
  const waits = !personal && !version.approved_by && template.state !== "retired";
  return (
    <article className={styles.detail} aria-labelledby="template-name" data-testid="template" data-template={template.id} data-state={template.state}>
      <header className={styles.detailHead}>
        <h3 id="template-name">{document.name}</h3>
        <span className={`${styles.chip} ${styles[template.state]}`}>{stateWords(template)}</span>
        <span className={styles.acts}>
          {template.may_change && template.state !== "retired" && <Button variant="quiet" size="small" onClick={() => retire.mutate({ template: template.id }, { onSuccess: () => toast({ text: t("templates.toast.retired") }), onError: fail })} data-testid="template-retire">{t("templates.retire")}</Button>}
          {template.may_change && template.state !== "locked" && <Button size="small" icon={<PencilLine size={13} />} onClick={onEdit} data-testid="template-edit">{t("templates.edit")}</Button>}
        </span>
      </header>
      <Wording version={version} />
      {waits && (
        <section className={styles.approval} aria-label={t("templates.filter.waiting")} data-testid="template-waits">
          {template.problems.length > 0
            ? <><p className={styles.late}><TriangleAlert size={14} aria-hidden="true" /><strong>{t("templates.problems", { count: template.problems.length })}</strong></p><ul>{template.problems.map((one) => <li key={one}>{one}</li>)}</ul></>
            : <p className={styles.fine}><Check size={14} aria-hidden="true" />{t("templates.ready")}</p>}
          {template.may_approve
            ? <Button variant="primary" disabled={approve.isPending || template.problems.length > 0} onClick={() => approve.mutate({ template: template.id, version: version.version }, { onSuccess: () => toast({ text: t("templates.toast.approved") }), onError: fail })} data-testid="template-approve">{t("templates.approve", { version: version.version })}</Button>
            : <p className={styles.quiet}>{t("templates.waits")}</p>}
        </section>
      )}
      <dl className={styles.facts}>
        <dt>{t("templates.facts.class")}</dt><dd>{t(`templates.class.${document.class}`)}{document.first_contact && <>. {t("templates.firstContact")}</>}</dd>
        <dt>{t("templates.facts.routes")}</dt><dd>{document.routes.map((route) => t(`templates.route.${route}`)).join(", ")}</dd>
        <dt>{t("templates.facts.scope")}</dt><dd data-testid="template-scope">{whose(document.scope) ?? t("templates.scope.practice")}{template.state === "locked" && <>. {t("templates.locked")}</>}</dd>
        <dt>{t("templates.facts.owner")}</dt><dd>{template.owner}</dd>
        {carriedWords(document.carries).length > 0 && <><dt>{t("carries.facts")}</dt><dd data-testid="template-carried">{carriedWords(document.carries).map((line) => <p key={line}>{line}</p>)}</dd></>}
        <dt>{t("templates.facts.review")}</dt><dd className={template.state === "overdue" ? styles.overdue : undefined}>{longDay(document.review_on)}</dd>
      </dl>
      <section className={styles.versions} aria-label={t("templates.versions")}>
        <h4>{t("templates.versions")}</h4>
        <ol>
          {template.versions.map((one) => (
            <li key={one.version} data-testid="template-version">
              <details>
                <summary><span className={styles.number}>{t("templates.version", { version: one.version })}</span> {said(one)}{one.version === template.in_use && <span className={styles.inUse}>{t("templates.inUse")}</span>}</summary>
                <Wording version={one} />
              </details>
            </li>
          ))}
        </ol>
      </section>
    </article>
  );
}

function said(version: TemplateVersionView): string {
  const by = version.author ? t("templates.by", { name: version.author }) : "";
  const approved = version.approved_by && version.approved_at ? t("templates.approvedBy", { name: version.approved_by, date: longDay(isoDay(new Date(version.approved_at))) }) : t("templates.notApproved");
  return [by, version.document.scope.scope === "personal" ? "" : approved].filter(Boolean).join(", ");
}

/** How a wording reads, in each language. */
function Wording({ version }: { version: TemplateVersionView }) {
  const { variants } = version.document;
  return variants.map(({ language, body }) => (
    <div key={language}>
      {variants.length > 1 && <p className={styles.quiet} data-testid="template-wording">{languageName(language)}</p>}
      <p className={styles.bubble} lang={language} dir="auto"><Reads text={body} /></p>
    </div>
  ));
}
