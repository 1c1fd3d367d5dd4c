import { useId, useState, type FormEvent } from "react";
import { useNameHolder, useTriage, type AppView, type StaffView } from "@/api";
import { Button, Dialog, DialogActions, Select, useToast } from "@/components";
import { t } from "@/i18n";
import { dueTime } from "@/lib/dates";
import { errorWords } from "@/lib/errors";
import { Duties } from "./Duties";
import styles from "./due.module.css";

type Props = { app: AppView; me: StaffView; mayOrganise: boolean; onEnd: () => void; onNextSteps: () => void; onClose: () => void };

const NOBODY = "";

/** Who holds triage and the duties, and the way to the end of the day. */
export function Today({ app, me, mayOrganise, onEnd, onNextSteps, onClose }: Props) {
  const { staff } = app;
  const id = useId();
  const triage = useTriage().data;
  const name = useNameHolder();
  const toast = useToast();
  const [chosen, setChosen] = useState<string | null>(null);
  const holder = triage?.holder ?? NOBODY;
  const value = chosen ?? holder;
  function save(event: FormEvent) {
    event.preventDefault();
    const who = staff.find((person) => person.id === value);
    name.mutate({ holder: value || null }, {
      onSuccess() {
        toast({ text: who ? t("due.triage.named", { name: who.name }) : t("due.triage.unnamed") });
        onClose();
      },
    });
  }
  return (
    <Dialog open onClose={onClose} title={t("due.triage.title")} testId="today">
      <form className={styles.part} onSubmit={save}>
        <label htmlFor={id} className={styles.title}>{t("due.triage.holder")}</label>
        <p className={styles.help}>{t("due.triage.holderHelp")}{" "}{triage?.until ? t("due.triage.until", { time: dueTime(triage.until, new Date()) }) : t("due.triage.untilClose")}</p>
        <div className={styles.row}>
          <Select id={id} value={value} disabled={!mayOrganise} onChange={(event) => setChosen(event.target.value)} data-testid="triage-holder">
            <option value={NOBODY}>{t("due.triage.nobody")}</option>
            {staff.filter((person) => triage?.may_take.includes(person.id)).map((person) => <option key={person.id} value={person.id}>{person.name}, {t(`roles.${person.role}`)}</option>)}
          </Select>
          {mayOrganise && <Button type="submit" size="large" variant="primary" disabled={name.isPending || value === holder} data-testid="triage-save">{name.isPending ? t("due.triage.saving") : t("due.triage.save")}</Button>}
        </div>
        {name.error && <p className={styles.changed} role="alert">{t("due.triage.failed", { message: errorWords(name.error) })}</p>}
      </form>
      <Duties accounts={app.role_accounts} staff={staff} me={me} mayOrganise={mayOrganise} />
      <div className={styles.part}>
        <h3 className={styles.title}>{t("due.triage.endTitle")}</h3>
        <p className={styles.help}>{mayOrganise ? t("due.triage.endHelp") : t("due.triage.readOnly")}</p>
      </div>
      <div className={styles.part}>
        <h3 className={styles.title}>{t("report.past")}</h3>
        <div className={styles.past}><p className={styles.help}>{t("report.openHelp")}</p><Button onClick={onNextSteps} data-testid="today-next-steps">{t("report.open")}</Button></div>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{t("due.triage.close")}</Button>
        {mayOrganise && <Button onClick={onEnd} data-testid="today-end">{t("due.triage.endOpen")}</Button>}
      </DialogActions>
    </Dialog>
  );
}
