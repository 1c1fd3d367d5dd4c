import { useState } from "react";
import { useStaffLeft, type StaffView } from "@/api";
import { Button, Choice, Dialog, DialogActions, useToast } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import styles from "./Settings.module.css";

/** Somebody leaves: who has their conversations from now on is decided in the same act. */
export function LeaveDialog({ person, staff, onClose }: { person: StaffView; staff: StaffView[]; onClose: () => void }) {
  const toast = useToast();
  const leave = useStaffLeft();
  const covered = staff.some(({ id }) => id === person.cover);
  const [to, setTo] = useState(covered ? (person.cover ?? "") : "");
  const confirm = () => leave.mutate({ staff: person.id, to: to || null }, {
    onSuccess() {
      toast({ text: t("practice.staff.leave.done", { name: person.name }) });
      onClose();
    },
  });
  return (
    <Dialog open role="alertdialog" onClose={onClose} title={t("practice.staff.leave.title", { name: person.name })} testId="leave-dialog">
      <p>{t("practice.staff.leave.lead")}</p>
      <Choice label={t("practice.staff.leave.to")} value={to} onChange={setTo} data-testid="leave-to">
        {!covered && <option value="">{t("practice.staff.leave.team")}</option>}
        {staff.map((one) => <option key={one.id} value={one.id}>{one.name}, {t(`roles.${one.role}`)}</option>)}
      </Choice>
      {leave.error && <p role="alert" className={styles.bad} data-testid="leave-problem">{sentence(leave.error)}</p>}
      <DialogActions>
        <Button autoFocus onClick={onClose}>{t("practice.cancel")}</Button>
        <Button variant="danger" disabled={leave.isPending} onClick={confirm} data-testid="leave-confirm">{t("practice.staff.leave.confirm")}</Button>
      </DialogActions>
    </Dialog>
  );
}
