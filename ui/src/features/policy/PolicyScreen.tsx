import { ArrowLeft, PencilLine } from "lucide-react";
import { useEffect, useRef } from "react";
import { usePolicy, usePolicyCheck, type PolicyDocument, type PolicyView } from "@/api";
import { Bone, Button, Failed } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import { useDebounced } from "@/lib/hooks";
import { Acceptance } from "./Acceptance";
import { Editing } from "./Editing";
import { Reading } from "./Reading";
import { SaveBar } from "./SaveBar";
import styles from "./Policy.module.css";

type Props = {
  me: string;
  /** What is being changed; kept by the desk, so that a look at a message does not lose it. */
  draft: PolicyDocument | null;
  onDraft: (draft: PolicyDocument | null) => void;
  onBack: () => void;
};

/** The practice's policy on messaging: to read, to accept, and, for those who may, to change. */
export function PolicyScreen({ me, draft, onDraft, onBack }: Props) {
  const { data: view, isError, refetch } = usePolicy();
  const title = useRef<HTMLHeadingElement>(null);
  const editing = draft !== null && !!view?.may_adopt;
  useEffect(() => title.current?.focus(), [editing]);
  return (
    <main className={styles.screen} aria-label={t("policy.region")} data-region="policy" data-testid="policy" data-editing={editing}>
      <div className={styles.scroll} tabIndex={-1}>
        <div className={styles.page}>
          <header className={styles.head}>
            <div className={styles.words}>
              <h2 ref={title} tabIndex={-1}>{t("policy.title")}</h2>
              {view && <p className={styles.soft}>{editing ? t("policy.editing") : stands(view)}</p>}
            </div>
            <div className={styles.headActs}>
              <Button variant="quiet" icon={<ArrowLeft size={14} />} onClick={onBack} data-testid="policy-back">{t("policy.back")}</Button>
              {view?.may_adopt && !editing && <Button variant={view.version === null ? "primary" : "plain"} icon={<PencilLine size={14} />} onClick={() => onDraft(structuredClone(view.policy))} data-testid="policy-edit">{view.version === null ? t("policy.editFirst") : t("policy.edit")}</Button>}
            </div>
          </header>
          {!view && (isError
            ? <Failed title={t("policy.failed")} onAgain={() => void refetch()} />
            : <div className={styles.bones} aria-busy="true"><Bone width="40%" height={14} /><Bone width="90%" /><Bone width="80%" /><Bone width="60%" /></div>)}
          {view && !editing && (
            <div className={styles.columns}>
              <article className={styles.document}><Reading policy={view.policy} previews={view.previews} /></article>
              <Acceptance view={view} me={me} />
            </div>
          )}
          {view && editing && <Draft view={view} draft={draft} onDraft={onDraft} />}
        </div>
      </div>
    </main>
  );
}

function stands(view: PolicyView): string {
  if (view.version === null) return `${t("policy.none")}. ${view.may_adopt ? t("policy.noneHelp") : t("policy.noneHelpReader")}`;
  const version = view.adopted_by && view.adopted_at
    ? t("policy.inForce", { version: view.version, name: view.adopted_by, date: longDay(isoDay(new Date(view.adopted_at))) })
    : t("policy.inForcePlain", { version: view.version });
  return `${version}. ${t("policy.reviewSoon", { date: longDay(view.policy.review_on) })}`;
}

function Draft({ view, draft, onDraft }: { view: PolicyView; draft: PolicyDocument; onDraft: (draft: PolicyDocument | null) => void }) {
  const settled = useDebounced(draft, 250);
  const check = usePolicyCheck(settled);
  const checking = settled !== draft || check.isFetching;
  const problem = check.error ? t("policy.adopt.checkFailed", { message: check.error.message }) : (check.data?.problem ?? null);
  return (
    <>
      <Editing policy={draft} previews={check.data?.previews ?? view.previews} onChange={onDraft} />
      <SaveBar view={view} draft={draft} problem={problem} checking={checking} onDone={() => onDraft(null)} />
    </>
  );
}
