import { useId, useState, type FormEvent } from "react";
import { useEndRole, useSaveRole, type RoleAccountView, type RoleView } from "@/api";
import { Button, Dialog, DialogActions, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { TEAM_ROLES } from "@/lib/roles";
import styles from "./Settings.module.css";


/** A new duty, or a correction. */
export function DutyDialog({ account, onClose, onEnd }: { account: RoleAccountView | null; onClose: () => void; onEnd: () => void }) {
  const id = useId();
  const toast = useToast();
  const save = useSaveRole();
  const [name, setName] = useState(account?.name ?? "");
  const [roles, setRoles] = useState<RoleView[]>(account?.roles ?? []);
  const [asked, setAsked] = useState(false);
  const noName = asked && !name.trim();
  const noRole = asked && roles.length === 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!name.trim()) return document.getElementById(`${id}name`)?.focus();
    if (roles.length === 0) return document.getElementById(`${id}gp`)?.focus();
    save.mutate({ account: account?.id ?? null, name: name.trim(), roles }, {
      onSuccess() {
        toast({ text: t(account ? "duty.settings.saved" : "duty.settings.added", { name: name.trim() }) });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={account ? t("duty.settings.edit", { name: account.name }) : t("duty.settings.add")} testId="duty-dialog">
      <form className={styles.dialogForm} onSubmit={submit} noValidate>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}name`}>{t("duty.settings.name")}</label>
          <input id={`${id}name`} className={field.input} value={name} autoFocus autoComplete="off" maxLength={32} aria-invalid={noName} aria-describedby={`${id}nameHelp`} onChange={(event) => setName(event.target.value)} data-testid="duty-name" />
          <p id={`${id}nameHelp`} className={noName ? field.error : field.help}>{t(noName ? "duty.settings.needName" : "duty.settings.nameHelp")}</p>
        </div>
        <fieldset className={styles.roles} aria-describedby={noRole ? `${id}rolesHelp` : undefined}>
          <legend className={field.label}>{t("duty.settings.who")}</legend>
          {TEAM_ROLES.map((role) => (
            <label key={role} className={field.check}>
              <input id={`${id}${role}`} type="checkbox" checked={roles.includes(role)} onChange={(event) => setRoles(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))} data-testid={`duty-role-${role}`} />
              <span>{t(`roles.${role}`)}</span>
            </label>
          ))}
          {noRole && <p id={`${id}rolesHelp`} className={field.error} role="alert">{t("duty.settings.needRole")}</p>}
        </fieldset>
        {save.error && <p role="alert" className={styles.bad} data-testid="duty-problem">{sentence(save.error)}</p>}
        <DialogActions>
          {account && <span className={styles.apart}><Button variant="danger" onClick={onEnd} data-testid="duty-end">{t("duty.settings.end")}</Button></span>}
          <Button onClick={onClose}>{t("practice.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={save.isPending} data-testid="duty-save">{save.isPending ? t("practice.saving") : t(account ? "duty.settings.save" : "duty.settings.add_")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A duty ends once nothing is given to it. */
export function EndDutyDialog({ account, onClose }: { account: RoleAccountView; onClose: () => void }) {
  const toast = useToast();
  const end = useEndRole();
  const confirm = () => end.mutate({ account: account.id }, {
    onSuccess() {
      toast({ text: t("duty.settings.ended", { name: account.name }) });
      onClose();
    },
  });
  return (
    <Dialog open role="alertdialog" onClose={onClose} title={t("duty.settings.endTitle", { name: account.name })} testId="duty-end-dialog">
      <p>{t("duty.settings.endLead")}</p>
      {end.error && <p role="alert" className={styles.bad} data-testid="duty-end-problem">{sentence(end.error)}</p>}
      <DialogActions>
        <Button autoFocus onClick={onClose}>{t("practice.cancel")}</Button>
        <Button variant="danger" disabled={end.isPending} onClick={confirm} data-testid="duty-end-confirm">{t("duty.settings.endConfirm")}</Button>
      </DialogActions>
    </Dialog>
  );
}
