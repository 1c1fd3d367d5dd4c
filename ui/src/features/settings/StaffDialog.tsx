import { useId, useState, type FormEvent } from "react";
import { useSaveStaff, type RoleView, type StaffView } from "@/api";
import { Button, Choice, DayField, Dialog, DialogActions, Select, useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import styles from "./Settings.module.css";
import { WorkingHours, worksAtAll, type Week } from "./WorkingHours";

const ROLES: RoleView[] = ["gp", "nurse", "pharmacist", "reception", "manager", "information_governance", "read_only"];

/** Somebody new, or a correction. */
export function StaffDialog({ person, staff, onClose, onLeave }: { person: StaffView | null; /** Who else is here. */ staff: StaffView[]; onClose: () => void; onLeave: () => void }) {
  const id = useId();
  const toast = useToast();
  const save = useSaveStaff();
  const [name, setName] = useState(person?.name ?? "");
  const [role, setRole] = useState<RoleView>(person?.role ?? "gp");
  const [away, setAway] = useState(person?.away_until != null);
  const [until, setUntil] = useState(person?.away_until ?? "");
  const [hours, setHours] = useState<Week | null>(person?.hours ?? null);
  const [cover, setCover] = useState(person?.cover ?? "");
  const [asked, setAsked] = useState(false);
  const noHours = asked && hours !== null && !worksAtAll(hours);
  const noName = asked && !name.trim();
  const noDay = asked && away && !until;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!name.trim()) return document.getElementById(`${id}name`)?.focus();
    if (away && !until) return document.getElementById(`${id}until`)?.querySelector<HTMLElement>('[role="spinbutton"]')?.focus();
    if (hours && !worksAtAll(hours)) return document.getElementById(`${id}hours`)?.querySelector<HTMLElement>("button")?.focus();
    save.mutate({ staff: person?.id ?? null, name: name.trim(), role, away_until: away ? until : null, hours, cover: cover || null }, {
      onSuccess() {
        toast({ text: t(person ? "practice.staff.dialog.saved" : "practice.staff.dialog.added", { name: name.trim() }) });
        onClose();
      },
    });
  }

  return (
    <Dialog open onClose={onClose} title={person ? t("practice.staff.dialog.edit", { name: person.name }) : t("practice.staff.dialog.add")} testId="staff-dialog">
      <form className={styles.dialogForm} onSubmit={submit} noValidate>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}name`}>{t("practice.staff.dialog.name")}</label>
          <input id={`${id}name`} className={field.input} value={name} autoFocus autoComplete="off" spellCheck={false} aria-invalid={noName} aria-describedby={`${id}nameHelp`} onChange={(event) => setName(event.target.value)} data-testid="staff-name" />
          <p id={`${id}nameHelp`} className={noName ? field.error : field.help}>{t(noName ? "practice.staff.dialog.needName" : "practice.staff.dialog.nameHelp")}</p>
        </div>
        <div className={field.field}>
          <label className={field.label} htmlFor={`${id}role`}>{t("practice.staff.dialog.role")}</label>
          <Select id={`${id}role`} value={role} aria-describedby={`${id}roleHelp`} onChange={(event) => setRole(event.target.value as RoleView)} data-testid="staff-role">
            {ROLES.map((one) => <option key={one} value={one}>{t(`roles.${one}`)}</option>)}
          </Select>
          <p id={`${id}roleHelp`} className={field.help}>{t(`practice.staff.rights.${role}`)}</p>
        </div>
        {person && (
          <>
            <label className={field.check}>
              <input type="checkbox" checked={away} onChange={(event) => setAway(event.target.checked)} data-testid="staff-away" />
              <span>{t("practice.staff.dialog.away")}</span>
              <small>{t("practice.staff.dialog.awayHelp")}</small>
            </label>
            {away && (
              <div id={`${id}until`} className={styles.day}>
                <DayField label={t("practice.staff.dialog.until")} value={until} onChange={setUntil} invalid={noDay} testId="staff-until" />
                {noDay && <p className={field.error} role="alert">{t("practice.staff.dialog.needUntil")}</p>}
              </div>
            )}
          </>
        )}
        <WorkingHours id={`${id}hours`} hours={hours} onChange={setHours} problem={noHours ? t("practice.staff.hours.needDay") : null} />
        <div className={field.field}>
          <Choice label={t("practice.staff.cover.label")} value={cover} onChange={setCover} data-testid="staff-cover">
            <option value="">{t("practice.staff.leave.team")}</option>
            {staff.filter((one) => one.may_take || one.id === cover).map((one) => <option key={one.id} value={one.id}>{one.name}, {t(`roles.${one.role}`)}</option>)}
          </Choice>
          <p className={field.help}>{t("practice.staff.cover.help")}</p>
        </div>
        {save.error && <p role="alert" className={styles.bad} data-testid="staff-problem">{sentence(save.error)}</p>}
        <DialogActions>
          {person && <span className={styles.apart}><Button variant="danger" onClick={onLeave} data-testid="staff-leave">{t("practice.staff.dialog.leave")}</Button></span>}
          <Button onClick={onClose}>{t("practice.cancel")}</Button>
          <Button variant="primary" type="submit" disabled={save.isPending} data-testid="staff-save">{save.isPending ? t("practice.saving") : t(person ? "practice.staff.dialog.save" : "practice.staff.dialog.add_")}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
