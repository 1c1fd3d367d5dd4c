import { Check, CircleAlert, Clock, PlugZap, Radio, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useProvider, useProviderConnection, useTestProvider, type ProviderView } from "@/api";
import type { PracticeView } from "@/contract/PracticeView";
import { Bone, Button, Failed } from "@/components";
import { t } from "@/i18n";
import { clock, longDay } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { formatPhone } from "@/lib/numbers";
import { ConnectForm } from "./ConnectForm";
import { Papers } from "./Papers";
import { PapersForm } from "./PapersForm";
import styles from "./Settings.module.css";

export function ProviderSection({ practice }: { practice: PracticeView }) {
  const { data: view, isError, refetch } = useProvider();
  const [editing, setEditing] = useState(false);
  if (!view) return isError
    ? <Failed title={t("practice.failed")} onAgain={() => void refetch()} />
    : <div className={styles.bones} aria-busy="true"><Bone width="40%" height={14} /><Bone width="90%" /><Bone width="70%" /></div>;
  return (
    <>
      {!practice.training && <Standing view={view} />}
      <section className={styles.block} aria-labelledby="provider-connection">
        <h4 id="provider-connection">{t("practice.provider.connection")}</h4>
        <Connection training={practice.training} />
      </section>
      {!practice.training && (
        <section className={styles.block} aria-labelledby="provider-papers">
          <h4 id="provider-papers">{t("practice.provider.papers")}</h4>
          <p className={styles.soft}>{t("practice.provider.law", { law: t(`policy.consent.jurisdictions.${view.law}`) })}</p>
          {editing && view.may_record ? <PapersForm view={view} onDone={() => setEditing(false)} /> : <Papers view={view} onEdit={() => setEditing(true)} />}
        </section>
      )}
    </>
  );
}

/** Whether it may be used today, said before everything else. */
function Standing({ view: { standing } }: { view: ProviderView }) {
  if (standing.state === "not_needed") return null;
  const fact = "fact" in standing ? t(`practice.provider.facts.${standing.fact}`) : "";
  const date = "on" in standing ? longDay(standing.on) : "";
  const [tone, icon] = standing.state === "good"
    ? [styles.good, <Check key="i" size={15} aria-hidden="true" />]
    : standing.state === "expired" ? [styles.expired, <CircleAlert key="i" size={15} aria-hidden="true" />] : [styles.soon, <Clock key="i" size={15} aria-hidden="true" />];
  return <p className={`${styles.notice} ${tone}`} data-testid="provider-standing" data-state={standing.state}>{icon}<span>{t(`practice.provider.standing.${standing.state}`, { fact, date })}</span></p>;
}

function Connection({ training }: { training: boolean }) {
  const { data: connection, isError, refetch } = useProviderConnection();
  const test = useTestProvider();
  const [connecting, setConnecting] = useState(false);
  if (isError) return <p role="alert" className={styles.bad}>{t("practice.failed")} <Button size="small" onClick={() => void refetch()}>{t("app.again")}</Button></p>;
  if (!connection) return <div className={styles.bones} aria-busy="true"><Bone width="50%" /></div>;
  const answer = test.data;
  return (
    <>
      {training && <p className={styles.soft} data-testid="provider-sandbox">{t("practice.provider.sandbox")}</p>}
      {!connection.account && <p className={styles.soft} data-testid="provider-none">{t("practice.provider.notConnected")}</p>}
      {connection.account && (
        <dl className={styles.facts} data-testid="provider-account">
          <dt>{t("practice.provider.account")}</dt><dd className={styles.code}>{connection.account}</dd>
          <dt>{t("practice.provider.key")}</dt><dd className={connection.key ? styles.code : undefined}>{connection.key ?? t("practice.provider.keyNone")}</dd>
          <dt>{t("practice.provider.number")}</dt><dd>{connection.number && formatPhone(connection.number)}</dd>
          {connection.region && <><dt>{t("practice.provider.form.place")}</dt><dd data-testid="provider-place">{"address" in connection.region ? `${t(`practice.provider.form.places.${connection.region.place}`)}: ${connection.region.address}` : t(`practice.provider.form.places.${connection.region.place}`)}</dd></>}
        </dl>
      )}
      {!training && connection.region?.place === "this_computer" && <p className={styles.warning} data-testid="provider-stand-in"><TriangleAlert size={15} aria-hidden="true" /><span>{t("practice.provider.standIn")}</span></p>}
      {!connecting && (
        <div className={styles.acts}>
          {connection.account && <Button icon={<Radio size={14} />} disabled={test.isPending} onClick={() => test.mutate(null)} data-testid="provider-test">{t(test.isPending ? "practice.provider.testing" : "practice.provider.test")}</Button>}
          {connection.may_connect && <Button variant={connection.account ? "quiet" : "primary"} icon={<PlugZap size={14} />} onClick={() => setConnecting(true)} data-testid="provider-connect">{t(connection.account ? "practice.provider.reconnect" : "practice.provider.connect")}</Button>}
        </div>
      )}
      <div role="status" data-testid="provider-answer">
        {answer && !connecting && (answer.problem
          ? <p className={styles.bad}>{t(`practice.provider.problems.${answer.problem}`)}</p>
          : <p className={styles.well}><Check size={15} aria-hidden="true" />{t("practice.provider.works", { time: clock(answer.at) })}</p>)}
        {test.error && <p className={styles.bad}>{sentence(test.error)}</p>}
      </div>
      {!training && !connection.may_connect && <p className={styles.soft}>{t("practice.provider.readOnly")}</p>}
      {connecting && <ConnectForm connection={connection} onClose={() => setConnecting(false)} />}
    </>
  );
}

