import { PencilLine, Plus, UsersRound } from "lucide-react";
import { useId, useState } from "react";
import type { AppView, RoleAccountView } from "@/api";
import { Button, Chip } from "@/components";
import { t } from "@/i18n";
import { DutyDialog, EndDutyDialog } from "./DutyDialog";
import styles from "./Settings.module.css";

type Open = { is: "add" } | { is: "edit" | "end"; account: RoleAccountView } | null;

/** The duties that work can be given to, and who may hold each. */
export function DutiesPart({ app }: { app: AppView }) {
  const id = useId();
  const [open, setOpen] = useState<Open>(null);
  const mayChange = app.rights.includes("manage_staff");
  const nameOf = (holder: string | null) => app.staff.find((person) => person.id === holder)?.name;
  return (
    <section className={styles.block} aria-labelledby={id}>
      <h4 id={id}>{t("duty.settings.title")}</h4>
      <p className={styles.soft}>{t("duty.settings.lead")}</p>
      {app.role_accounts.length === 0 && <p className={styles.soft}>{t("duty.settings.none")}</p>}
      <ul className={styles.people} data-testid="duty-list">
        {app.role_accounts.map((account) => (
          <li key={account.id} data-testid="duty-entry" data-account={account.id}>
            <span aria-hidden="true" className={styles.dutyMark}><UsersRound size={16} strokeWidth={1.75} /></span>
            <span className={styles.who}><b><bdi>{account.name}</bdi></b><small>{t("duty.settings.may", { roles: account.roles.map((role) => t(`roles.${role}`)).join(", ") })}</small></span>
            <Chip>{nameOf(account.holder) ? t("duty.settings.holds", { name: nameOf(account.holder) }) : t("duty.today.nobody")}</Chip>
            {mayChange && <span className={styles.rowActs}><Button variant="quiet" size="small" icon={<PencilLine size={13} />} aria-label={t("duty.settings.edit", { name: account.name })} onClick={() => setOpen({ is: "edit", account })} data-testid="duty-edit">{t("practice.change")}</Button></span>}
          </li>
        ))}
      </ul>
      {mayChange && <div className={styles.acts}><Button icon={<Plus size={14} />} onClick={() => setOpen({ is: "add" })} data-testid="duty-add">{t("duty.settings.add")}</Button></div>}
      {open?.is === "add" && <DutyDialog account={null} onClose={() => setOpen(null)} onEnd={() => undefined} />}
      {open?.is === "edit" && <DutyDialog account={open.account} onClose={() => setOpen(null)} onEnd={() => setOpen({ is: "end", account: open.account })} />}
      {open?.is === "end" && <EndDutyDialog account={open.account} onClose={() => setOpen(null)} />}
    </section>
  );
}
