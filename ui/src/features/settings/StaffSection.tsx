import { ArrowRightLeft, PencilLine, TriangleAlert, UserPlus } from "lucide-react";
import { useState } from "react";
import { useChooseMe, useSaveStaff, type AppView, type StaffView } from "@/api";
import { Avatar, Button, Chip, useToast } from "@/components";
import { t } from "@/i18n";
import { dueTime, longDay } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { isAway, leads } from "@/lib/staff";
import { DutiesPart } from "./DutiesPart";
import { LeaveDialog } from "./LeaveDialog";
import { StaffDialog } from "./StaffDialog";
import styles from "./Settings.module.css";

type Open = { is: "add" } | { is: "edit" | "leave"; person: StaffView } | null;

export function StaffSection({ app, me }: { app: AppView; me: StaffView }) {
  const now = new Date();
  const [open, setOpen] = useState<Open>(null);
  const choose = useChooseMe();
  const save = useSaveStaff();
  const toast = useToast();
  const mayChange = app.rights.includes("manage_staff");
  const here = app.staff.filter(({ left }) => !left);
  const gone = app.staff.filter(({ left }) => left);
  const nobodyLeads = !here.some(leads);
  const bad = choose.error ?? save.error;
  return (
    <>
      {nobodyLeads && <p className={styles.warning} data-testid="staff-no-manager"><TriangleAlert size={15} aria-hidden="true" /><span>{t("practice.staff.noManager")}{mayChange && ` ${t("practice.staff.bootstrap")}`}</span></p>}
      {mayChange ? <div className={styles.acts}><Button variant="primary" icon={<UserPlus size={14} />} onClick={() => setOpen({ is: "add" })} data-testid="staff-add">{t("practice.staff.add")}</Button></div> : <p className={styles.soft}>{t("practice.staff.readOnly")}</p>}
      {bad && <p role="alert" className={styles.bad}>{sentence(bad)}</p>}
      <ul className={styles.people} data-testid="staff-list">
        {here.map((person) => (
          <li key={person.id} data-testid="staff-person" data-staff={person.id}>
            <span aria-hidden="true"><Avatar large name={person.name} mine={person.id === me.id} label={person.name} /></span>
            <span className={styles.who}><b><bdi>{person.name}</bdi>{person.id === me.id && <small> ({t("practice.staff.you")})</small>}</b><small>{t(`roles.${person.role}`)}: {t(`practice.staff.rights.${person.role}`)}</small></span>
            {isAway(person) && person.away_until && <Chip tone="time">{t("practice.staff.away", { date: longDay(person.away_until) })}</Chip>}
            {!isAway(person) && person.off_until && new Date(person.off_until) > now && <Chip>{t("practice.staff.offUntil", { time: dueTime(person.off_until, now) })}</Chip>}
            <span className={styles.rowActs}>
              {person.id !== me.id && <Button variant="quiet" size="small" icon={<ArrowRightLeft size={13} />} aria-label={t("practice.staff.sit", { name: person.name })} disabled={choose.isPending} onClick={() => choose.mutate({ staff: person.id }, { onSuccess: () => toast({ text: t("practice.staff.sitting", { name: person.name }) }) })} data-testid="staff-sit">{t("practice.staff.sitShort")}</Button>}
              {mayChange && <Button variant="quiet" size="small" icon={<PencilLine size={13} />} aria-label={t("practice.staff.edit", { name: person.name })} onClick={() => setOpen({ is: "edit", person })} data-testid="staff-edit">{t("practice.change")}</Button>}
            </span>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <details className={styles.gone} data-testid="staff-gone">
          <summary>{t("practice.staff.gone", { count: gone.length })}</summary>
          <ul className={styles.people}>
            {gone.map((person) => (
              <li key={person.id}>
                <span aria-hidden="true"><Avatar large name={person.name} label={person.name} /></span>
                <span className={styles.who}><b><bdi>{person.name}</bdi></b><small>{t(`roles.${person.role}`)}</small></span>
                <Chip>{t("practice.staff.left")}</Chip>
                {mayChange && <span className={styles.rowActs}><Button variant="quiet" size="small" disabled={save.isPending} onClick={() => save.mutate({ staff: person.id, name: person.name, role: person.role, away_until: null, hours: person.hours, cover: null })} data-testid="staff-back">{t("practice.staff.back")}</Button></span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      <DutiesPart app={app} />
      {open?.is === "add" && <StaffDialog person={null} staff={here} onClose={() => setOpen(null)} onLeave={() => undefined} />}
      {open?.is === "edit" && <StaffDialog person={open.person} staff={here.filter(({ id }) => id !== open.person.id)} onClose={() => setOpen(null)} onLeave={() => setOpen({ is: "leave", person: open.person })} />}
      {open?.is === "leave" && <LeaveDialog person={open.person} staff={here.filter((one) => one.id !== open.person.id && one.may_take && !isAway(one))} onClose={() => setOpen(null)} />}
    </>
  );
}
