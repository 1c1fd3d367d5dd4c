import { ChevronRight, FileText, ListPlus, MessageSquarePlus, Phone } from "lucide-react";
import { useState } from "react";
import { usePreferences, useTasks, type PatientView, type StaffView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { TaskCard } from "./TaskCard";
import type { TaskAsking } from "./useTaskDialogs";
import { isOpen } from "./words";
import styles from "./Tasks.module.css";

type Props = { patient: PatientView; conversation: string; number: string; me: StaffView; staff: StaffView[]; mayAct: boolean; onAsk: (asking: TaskAsking) => void };

/** What is to be done for a patient without a text, and what can be written down. */
export function PatientTasks({ patient, conversation, number, me, staff, mayAct, onAsk }: Props) {
  const { data, isError } = useTasks({ list: "patient", patient: patient.id });
  const tasks = data?.tasks ?? [];
  const needs = usePreferences(patient.id).data?.needs ?? null;
  const [all, setAll] = useState(false);
  const open = tasks.filter(isOpen);
  const earlier = tasks.filter((task) => !isOpen(task));
  const card = (task: (typeof tasks)[number]) => <li key={task.id}><TaskCard task={task} me={me} staff={staff} mayAct={mayAct} compact onAsk={onAsk} /></li>;
  const contact = { conversation, patient: patient.id, name: patient, number: patient.contact_points.some((point) => point.number === number && point.use !== "old") ? number : null, task: null };
  return (
    <section className={styles.part} aria-label={t("tasks.part")} data-testid="patient-tasks">
      <h3>{t("tasks.part")}</h3>
      {open.length ? <ul className={styles.cards}>{open.map(card)}</ul> : <p className={styles.soft}>{data ? t("tasks.partNone") : isError ? t("tasks.failed") : ""}</p>}
      {earlier.length > 0 && (
        <>
          <button type="button" className={styles.disclose} aria-expanded={all} onClick={() => setAll(!all)} data-testid="tasks-earlier"><ChevronRight size={13} aria-hidden="true" />{t("tasks.earlier", { count: earlier.length })}</button>
          {all && <ul className={styles.cards}>{earlier.map(card)}</ul>}
        </>
      )}
      {mayAct && (
        <p className={styles.acts}>
          {!needs?.cannot_phone && <Button size="small" icon={<Phone size={13} />} onClick={() => onAsk({ about: "call", ...contact })} data-testid="record-call">{t("tasks.call")}</Button>}
          <Button size="small" icon={<FileText size={13} />} onClick={() => onAsk({ about: "letter", ...contact })} data-testid="record-letter">{t("tasks.letter")}</Button>
          <Button size="small" icon={<ListPlus size={13} />} onClick={() => onAsk({ about: "make", patient, conversation, route: null, needs })} data-testid="task-add">{t("tasks.add")}</Button>
          <Button size="small" icon={<MessageSquarePlus size={13} />} onClick={() => onAsk({ about: "request", patient, number })} data-testid="request-add">{t("tasks.request.add")}</Button>
        </p>
      )}
    </section>
  );
}
