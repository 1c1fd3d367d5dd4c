import { useId, useState, type FormEvent } from "react";
import { useFreshApp, useHoldRole, type RoleAccountView, type StaffView } from "@/api";
import { Button, Select, useToast } from "@/components";
import { t } from "@/i18n";
import { dueTime } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import styles from "./due.module.css";

type Props = { accounts: RoleAccountView[]; staff: StaffView[]; me: StaffView; mayOrganise: boolean };

/** The duties of today: who holds each, and how it changes hands. */
export function Duties({ accounts, staff, me, mayOrganise }: Props) {
  useFreshApp();
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>{t("duty.today.title")}</h3>
      <p className={styles.help}>{t(accounts.length ? "duty.today.help" : "duty.today.none")}</p>
      {accounts.length > 0 && <ul className={styles.duties}>{accounts.map((account) => <Duty key={account.id} account={account} staff={staff} me={me} mayOrganise={mayOrganise} />)}</ul>}
    </section>
  );
}

function Duty({ account, staff, me, mayOrganise }: { account: RoleAccountView } & Omit<Props, "accounts">) {
  const id = useId();
  const toast = useToast();
  const hold = useHoldRole();
  const [handing, setHanding] = useState(false);
  const [to, setTo] = useState("");
  const { holder, until, open, name } = account;
  const who = staff.find((person) => person.id === holder);
  const others = staff.filter((person) => account.may_hold.includes(person.id) && person.id !== holder && person.id !== me.id);
  const mayTake = mayOrganise && holder !== me.id && account.may_hold.includes(me.id);
  const time = until ? dueTime(until, new Date()) : "";

  const held = (next: string | null, said: string) => hold.mutate({ account: account.id, holder: next, seen: holder }, {
    onSuccess() {
      setHanding(false);
      setTo("");
      toast({ text: said });
    },
  });
  function handOver(event: FormEvent) {
    event.preventDefault();
    const next = others.find((person) => person.id === to);
    if (next) held(next.id, t("duty.today.handed", { account: name, name: next.name }));
    else document.getElementById(id)?.focus();
  }

  return (
    <li className={styles.duty} data-testid="duty" data-account={account.id} data-holder={holder ?? ""}>
      <span className={styles.dutyWords}>
        <b><bdi>{name}</bdi></b>
        <span>{who ? t(holder === me.id ? "duty.today.mine" : "duty.today.held", { name: who.name, time }) : t("duty.today.nobody")}</span>
        {open > 0 && <small className={who ? undefined : styles.waits}>{t(who ? "duty.today.open" : "duty.today.unassigned", { count: open })}</small>}
      </span>
      {mayOrganise && !handing && (
        <span className={styles.dutyActs}>
          {mayTake && <Button size="small" variant={who ? "plain" : "primary"} disabled={hold.isPending} aria-label={t(who ? "duty.today.takeOverIt" : "duty.today.takeIt", { account: name })} onClick={() => held(me.id, t("duty.today.taken", { account: name }))} data-testid="duty-take">{t(who ? "duty.today.takeOver" : "duty.today.take")}</Button>}
          {account.may_hand_over && <Button size="small" disabled={hold.isPending} aria-label={t("duty.today.handIt", { account: name })} onClick={() => setHanding(true)} data-testid="duty-hand-over">{t("duty.today.handOver")}</Button>}
          {account.may_hand_over && who && <Button size="small" variant="quiet" disabled={hold.isPending} aria-label={t("duty.today.letIt", { account: name })} onClick={() => held(null, t("duty.today.gone", { account: name }))} data-testid="duty-let-go">{t("duty.today.letGo")}</Button>}
        </span>
      )}
      {handing && (
        <form className={styles.dutyForm} onSubmit={handOver}>
          <label htmlFor={id} className={styles.help}>{t("duty.today.to", { account: name })}</label>
          <div className={styles.row}>
            <Select id={id} value={to} autoFocus onChange={(event) => setTo(event.target.value)} data-testid="duty-to">
              <option value="">{t(others.length ? "duty.today.choose" : "duty.today.nobodyElse")}</option>
              {others.map((person) => <option key={person.id} value={person.id}>{person.name}, {t(`roles.${person.role}`)}</option>)}
            </Select>
            <Button size="large" variant="primary" type="submit" disabled={hold.isPending || others.length === 0} data-testid="duty-hand-over-confirm">{t(hold.isPending ? "duty.today.confirming" : "duty.today.confirm")}</Button>
            <Button size="large" onClick={() => setHanding(false)}>{t("duty.today.cancel")}</Button>
          </div>
        </form>
      )}
      {hold.error && <p className={styles.changed} role="alert" data-testid="duty-problem">{sentence(hold.error)}</p>}
    </li>
  );
}
