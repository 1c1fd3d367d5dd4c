import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { useAdoptPolicy, type PolicyDocument, type PolicyView } from "@/api";
import { Button, Dialog, DialogActions, useToast } from "@/components";
import { t } from "@/i18n";
import { AdoptDialog } from "./AdoptDialog";
import { changesOf } from "./describe";
import styles from "./Policy.module.css";

type Props = { view: PolicyView; draft: PolicyDocument; problem: string | null; checking: boolean; onDone: () => void };

/** What is wrong stands beside the button that it keeps shut. */
export function SaveBar({ view, draft, problem, checking, onDone }: Props) {
  const toast = useToast();
  const adopt = useAdoptPolicy();
  const [asking, setAsking] = useState<"adopt" | "discard" | null>(null);
  const version = (view.version ?? 0) + 1;
  const changes = changesOf(view.policy, draft);
  const unchanged = changes.length === 0 && view.version !== null;
  const refused = adopt.error?.code === "policy_refused" ? adopt.error.message : null;
  const bad = problem ?? refused;
  const confirm = () => adopt.mutate({ policy: draft }, {
    onSuccess() {
      toast({ text: t("policy.adopt.done", { version }) });
      onDone();
    },
    onError: (error) => error.code === "policy_refused" && setAsking(null),
  });
  return (
    <footer className={styles.save} data-testid="policy-save-bar">
      <p role="status" className={bad ? styles.bad : styles.soft} data-testid="policy-problem">
        {bad ? <CircleAlert size={15} aria-hidden="true" /> : !unchanged && !checking && <CircleCheck size={15} aria-hidden="true" />}
        <span>{bad ?? (unchanged ? t("policy.adopt.unchanged") : checking ? t("policy.adopt.checking") : `${t("policy.adopt.fine")} ${changes.length ? `${t("policy.adopt.changes", { count: changes.length })}.` : ""}`)}</span>
      </p>
      <Button onClick={() => (changes.length ? setAsking("discard") : onDone())} data-testid="policy-discard">{changes.length ? t("policy.adopt.discard") : t("policy.adopt.keep")}</Button>
      <Button variant="primary" disabled={!!problem || unchanged || checking} onClick={() => { adopt.reset(); setAsking("adopt"); }} data-testid="policy-adopt">{t("policy.adopt.button", { version })}</Button>
      {asking === "adopt" && <AdoptDialog version={version} changes={changes} error={adopt.error} pending={adopt.isPending} onClose={() => setAsking(null)} onConfirm={confirm} />}
      {asking === "discard" && (
        <Dialog open role="alertdialog" onClose={() => setAsking(null)} title={t("policy.adopt.discardTitle")}>
          <p>{t("policy.adopt.discardHelp")}</p>
          <DialogActions>
            <Button autoFocus onClick={() => setAsking(null)}>{t("policy.adopt.discardCancel")}</Button>
            <Button variant="danger" onClick={onDone} data-testid="policy-discard-confirm">{t("policy.adopt.discardConfirm")}</Button>
          </DialogActions>
        </Dialog>
      )}
    </footer>
  );
}
