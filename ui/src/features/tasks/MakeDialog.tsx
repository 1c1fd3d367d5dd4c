import { useState } from "react";
import { useTaskCommand, type NeedsView, type PatientView, type StaffView, type WayView } from "@/api";
import { Choice, useToast } from "@/components";
import { t } from "@/i18n";
import { loudName } from "@/lib/names";
import { hereToday } from "@/lib/staff";
import { Form, Tick, Words } from "./Form";
import styles from "./Tasks.module.css";
import { useIdOf } from "./useIdOf";

type Props = { patient: PatientView; conversation: string; route: WayView | null; needs: NeedsView | null; staff: StaffView[]; me: StaffView; onClose: () => void };

const WAYS = ["phone", "letter", "secure_message", "email"] as const satisfies WayView[];

/** A task that somebody makes. The way begins as the patient wants it. */
export function MakeDialog({ patient, conversation, route, needs, staff, me, onClose }: Props) {
  const toast = useToast();
  const make = useTaskCommand("make_task");
  const idOf = useIdOf();
  const ways = WAYS.filter((way) => way !== "phone" || !needs?.cannot_phone);
  const [way, setWay] = useState<WayView>(route ?? needs?.order.find((one) => ways.some((usable) => usable === one)) ?? ways[0] ?? "letter");
  const [what, setWhat] = useState("");
  const [urgent, setUrgent] = useState(false);
  const [owner, setOwner] = useState("");
  const [asked, setAsked] = useState(false);

  function save() {
    setAsked(true);
    if (!what.trim()) return;
    const task = { patient: patient.id, conversation, message: null, route: way, what: what.trim(), urgent, owner: owner || null };
    make.mutate({ task: idOf(JSON.stringify(task)), ...task }, {
      onSuccess() {
        toast({ text: t("tasks.madePlain") });
        onClose();
      },
    });
  }

  return (
    <Form title={t("tasks.newTitle")} who={loudName(patient)} save={make.isPending ? t("tasks.making") : t("tasks.make")} pending={make.isPending} error={make.error} onSave={save} onClose={onClose} testId="make-dialog">
      <Words label={t("tasks.form.what")} value={what} onChange={setWhat} autoFocus testId="make-what" placeholder={t("tasks.form.whatPlaceholder")} problem={asked && !what.trim() ? t("tasks.form.whatNeeded") : null} />
      <div className={styles.pair}>
        <Choice label={t("tasks.form.way")} value={way} onChange={(value) => setWay(value as WayView)} data-testid="make-way">
          {ways.map((one) => <option key={one} value={one}>{t(`tasks.way.${one}`)}</option>)}
        </Choice>
        <Choice label={t("tasks.form.owner")} value={owner} onChange={setOwner} data-testid="make-owner">
          <option value="">{t("tasks.form.ownerNobody")}</option>
          {hereToday(staff, me).filter((person) => person.may_do_tasks).map((person) => <option key={person.id} value={person.id}>{person.id === me.id ? t("assign.me", { name: person.name }) : person.name}</option>)}
        </Choice>
      </div>
      {needs?.cannot_phone && <p className={styles.soft}>{t("tasks.form.phoneBarred")}</p>}
      <Tick label={t("tasks.form.urgent")} help={t("tasks.form.urgentHelp")} checked={urgent} onChange={setUrgent} testId="make-urgent" />
    </Form>
  );
}
