import { useId, useState, type FormEvent } from "react";
import { useEndSession, useTriage, type LeftKindView, type LeftView, type StaffView } from "@/api";
import { Button, Dialog, DialogActions, Select, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import styles from "./due.module.css";

type Account = { to: string | null; reason: string; wait: boolean };
type Props = { staff: StaffView[]; me: StaffView; onShow: (kind: LeftKindView) => void; onClose: () => void };

const BLANK: Account = { to: null, reason: "", wait: false };
const WAIT = "wait";

/** What is left at the end of the day: somebody takes it over, or a reason says why it can wait. Closing this closes no day. */
export function EndDay({ staff, me, onShow, onClose }: Props) {
  const triage = useTriage();
  const end = useEndSession();
  const toast = useToast();
  const [accounts, setAccounts] = useState<Partial<Record<LeftKindView, Account>>>({});
  const left = triage.data?.left ?? [];
  const of = (kind: LeftKindView) => accounts[kind] ?? { ...BLANK, wait: kind === "unfiled" };
  const settled = left.every(({ kind }) => of(kind).to || of(kind).reason.trim());
  const takers = staff.filter(({ id }) => triage.data?.may_take.includes(id));
  function confirm(event: FormEvent) {
    event.preventDefault();
    if (!settled) return;
    end.mutate({ accounts: left.map(({ kind, count }) => ({ kind, seen: count, to: of(kind).to, reason: of(kind).reason.trim() })) }, {
      onSuccess() {
        toast({ text: t("due.day.done") });
        onClose();
      },
      onError: () => void triage.refetch(),
    });
  }
  return (
    <Dialog open wide role="alertdialog" onClose={onClose} title={t("due.day.title")} testId="end-day">
      <form className={styles.left} onSubmit={confirm}>
        <p>{left.length ? t("due.day.lead") : t("due.day.nothing")}</p>
        <div className={styles.kinds}>{left.map((one) => (
          <Kind key={one.kind} left={one} account={of(one.kind)} staff={takers} me={me} onShow={() => onShow(one.kind)} onChange={(next) => setAccounts({ ...accounts, [one.kind]: next })} />
        ))}</div>
        {end.error && <p className={styles.changed} role="alert">{end.error.code === "left_over" ? t("due.day.changed") : t("due.triage.failed", { message: errorWords(end.error) })}</p>}
        <DialogActions>
          <Button onClick={onClose} data-testid="end-day-cancel">{t("due.day.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={!settled || end.isPending || !triage.data} data-testid="end-day-confirm">{end.isPending ? t("due.day.confirming") : t("due.day.confirm")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type KindProps = { left: LeftView; account: Account; staff: StaffView[]; me: StaffView; onShow: () => void; onChange: (account: Account) => void };

function Kind({ left: { kind, count }, account, staff, me, onShow, onChange }: KindProps) {
  const id = useId();
  const value = account.wait ? WAIT : (account.to ?? "");
  const show = <Button size="large" variant="quiet" onClick={onShow}>{t("due.day.show")}</Button>;
  return (
    <fieldset className={styles.kind} data-testid={`left-${kind}`}>
      <legend>{t(`due.day.kinds.${kind}`, { count })}</legend>
      {kind !== "unfiled" && (
        <div className={styles.row}>
          <Select id={`${id}-what`} aria-label={t("due.day.what")} value={value} onChange={(event) => onChange(event.target.value === WAIT ? { ...account, to: null, wait: true } : { to: event.target.value || null, reason: "", wait: false })} data-testid={`left-${kind}-what`}>
            <option value="">{t("due.day.choose")}</option>
            {staff.some((person) => person.id === me.id) && <option value={me.id}>{t("due.day.toMe")}</option>}
            {staff.filter((person) => person.id !== me.id).map((person) => <option key={person.id} value={person.id}>{t("due.day.to", { name: person.name })}</option>)}
            <option value={WAIT}>{t("due.day.wait")}</option>
          </Select>
          {show}
        </div>
      )}
      {account.wait && (
        <div className={styles.row}><div className={field.field}>
          <label className={field.label} htmlFor={`${id}-why`}>{t("due.day.reason")}</label>
          <input id={`${id}-why`} className={field.input} value={account.reason} placeholder={kind === "unfiled" ? t("due.day.unfiledPlaceholder") : t("due.day.reasonPlaceholder")} onChange={(event) => onChange({ ...account, reason: event.target.value })} data-testid={`left-${kind}-reason`} />
        </div>{kind === "unfiled" && show}</div>
      )}
    </fieldset>
  );
}
