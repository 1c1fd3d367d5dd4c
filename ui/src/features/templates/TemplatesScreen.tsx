import { ArrowLeft, FileText, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useAdoptStarters, useTemplates, type StaffView, type TakenView, type TemplateDocument, type TemplateView } from "@/api";
import { Bone, Button, Empty, Failed, useToast } from "@/components";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { Detail } from "./Detail";
import { Editor } from "./Editor";
import { belongs, FILTERS, fresh, latest, stateWords, whose, type Filter } from "./words";
import styles from "./Templates.module.css";

/** What is being written; kept by the desk, so that a look at a message does not lose it. */
export type TemplateWork = { template: string | null; seen: number; document: TemplateDocument; /** What was taken out of the message that it is made of. */ taken?: TakenView[] } | null;

type Props = { me: StaffView; staff: StaffView[]; work: TemplateWork; onWork: (work: TemplateWork) => void; onBack: () => void };

/** The practice's approved wording: to read, to write, to approve. */
export function TemplatesScreen({ me, staff, work, onWork, onBack }: Props) {
  const { data: view, isError, refetch } = useTemplates();
  const adopt = useAdoptStarters();
  const toast = useToast();
  const [filter, setFilter] = useState<Filter>("all");
  const [chosen, setChosen] = useState<string | null>(null);
  const mayAdd = !!view && (view.may_write || view.may_keep_own);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const all = view?.templates ?? [];
  const shown = all.filter((one) => belongs(filter, one));
  const one = shown.find(({ id }) => id === chosen) ?? shown[0];
  const takeOver = () => adopt.mutate(null, {
    onSuccess: () => toast({ text: t("templates.toast.adopted", { count: view?.starters ?? 0 }) }),
    onError: (error) => toast({ tone: "bad", text: t("toast.failed", { message: errorWords(error) }) }),
  });
  const write = () => onWork({ template: null, seen: 0, document: fresh(me.id, new Date(), !view?.may_write) });
  return (
    <main className={styles.screen} aria-label={t("templates.region")} data-region="templates" data-testid="templates">
      <header className={styles.head}>
        <div className={styles.title}>
          <h2 ref={title} tabIndex={-1}>{t("templates.title")}</h2>
          <p className={styles.quiet}>{t("templates.lead")}</p>
        </div>
        <div className={styles.acts}>
          <Button variant="quiet" icon={<ArrowLeft size={14} />} onClick={onBack} data-testid="templates-back">{t("templates.back")}</Button>
          {view?.may_write && all.length > 0 && view.starters > 0 && <Button disabled={adopt.isPending} onClick={takeOver} data-testid="templates-rest">{t("templates.adoptRest", { count: view.starters })}</Button>}
          {mayAdd && !work && all.length > 0 && <Button icon={<Plus size={14} />} onClick={write} data-testid="templates-write">{t("templates.write")}</Button>}
        </div>
      </header>
      {!view && (isError
        ? <Failed title={t("templates.failed")} onAgain={() => void refetch()} />
        : <div className={styles.bones} aria-busy="true"><Bone width="40%" height={14} /><Bone width="80%" /><Bone width="60%" /></div>)}
      {view && work && <Editor view={view} key={work.template ?? "new"} work={work} staff={staff} onWork={onWork} onSaved={(id) => { onWork(null); setFilter("all"); if (id) setChosen(id); }} />}
      {view && !work && all.length === 0 && (
        <Empty icon={<FileText size={20} />} title={t("templates.empty.title")} text={view.may_write ? t("templates.empty.text") : t("templates.empty.reader")} testId="templates-empty">
          {view.may_write && <><Button variant="primary" disabled={adopt.isPending} onClick={takeOver} data-testid="templates-adopt">{t("templates.adopt")}</Button> <Button onClick={write}>{t("templates.write")}</Button></>}
        </Empty>
      )}
      {view && !work && all.length > 0 && (
        <div className={styles.panes}>
          <nav className={styles.list} aria-label={t("templates.title")}>
            <label className={styles.filter}>
              <span className="unseen">{t("templates.filterLabel")}</span>
              <select value={filter} onChange={(event) => setFilter(event.target.value as Filter)} data-testid="templates-filter">
                {FILTERS.map((name) => <option key={name} value={name}>{t(`templates.filter.${name}`)} ({all.filter((known) => belongs(name, known)).length})</option>)}
              </select>
            </label>
            <ul>{shown.map((known) => <li key={known.id}><Row template={known} current={known.id === one?.id} onOpen={() => setChosen(known.id)} /></li>)}</ul>
            {!shown.length && <p className={styles.quiet}>{t("templates.noneFits")}</p>}
          </nav>
          {one && <Detail key={one.id} template={one} onEdit={() => { const version = latest(one); if (version) onWork({ template: one.id, seen: version.version, document: structuredClone(version.document) }); }} />}
        </div>
      )}
    </main>
  );
}

function Row({ template, current, onOpen }: { template: TemplateView; current: boolean; onOpen: () => void }) {
  const version = latest(template);
  return (
    <button type="button" className={styles.row} aria-current={current ? "true" : undefined} onClick={onOpen} data-testid="template-row" data-template={template.id} data-state={template.state}>
      <span className={styles.name}>{version?.document.name}</span>
      <span className={styles.meta}>
        <span className={styles[template.state]}>{stateWords(template)}</span>
        {version && <> · {t(`templates.class.${version.document.class}`)}</>}
        {version && whose(version.document.scope) && <> · {whose(version.document.scope)}</>}
      </span>
    </button>
  );
}
