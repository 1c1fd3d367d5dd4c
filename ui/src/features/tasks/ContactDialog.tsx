import { useState } from "react";
import { usePreferences, useTaskCommand, type ContactWayView, type NameView, type TaskView } from "@/api";
import { useToast } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { Form, OneOf, Tick, Words } from "./Form";
import { Caution, Quote } from "./Parts";
import { Ring, type Urgent } from "./Ring";
import { useIdOf } from "./useIdOf";
import { useSeen } from "./useSeen";
import styles from "./Tasks.module.css";

export type ContactProps = {
  conversation: string; patient: string | null; name: NameView | null; number: string | null; task: TaskView | null; onClose: () => void;
  /** It cannot wait: the number stands large, and ringing again becomes a task. */
  urgent?: Urgent | undefined;
};

const CALLS = ["call_reached", "call_no_answer", "call_left_message"] as const satisfies ContactWayView[];

/** A call, written down: it stands in the conversation and in the record. */
export function CallDialog({ conversation, patient, name, number, task, urgent, onClose }: ContactProps) {
  const toast = useToast();
  const record = useTaskCommand("record_contact");
  const idOf = useIdOf();
  const { revision, news } = useSeen(conversation);
  const unsafe = !!usePreferences(patient).data?.unsafe_route;
  // Nothing is chosen beforehand: one press too many would end a task that nobody did.
  const [way, setWay] = useState<(typeof CALLS)[number] | null>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const [again, setAgain] = useState(!!urgent);
  const said = way === "call_reached";
  const missing = said && !text.trim();

  function save() {
    setAsked(true);
    if (missing || !way) return;
    const words = text.trim() || t(`tasks.callDialog.${way}`);
    record.mutate({ message: idOf(`${way} ${words}`), conversation, way, text: words, task: task?.id ?? null, revision, ring_again: again && !said }, {
      onSuccess() {
        toast({ text: t("tasks.callDialog.saved") });
        onClose();
      },
    });
  }

  return (
    <Form
      title={t(urgent ? "escalate.ring.title" : "tasks.callDialog.title", { name: name ? firstName(name) : t("tasks.somebody") })} who={urgent ? null : name && loudName(name)} save={t("tasks.callDialog.save")} pending={record.isPending} error={record.error}
      onSave={save} onClose={onClose} testId="contact-dialog" dirty={!!text.trim()}
    >
      {urgent && <Ring name={name} number={number} urgent={urgent} />}
      {number && !urgent && <p className={styles.soft}>{t("tasks.callDialog.number", { number: formatPhone(number) })}</p>}
      <Caution shown={unsafe || !!task?.leave_no_message || !!urgent?.leaveNoMessage} />
      {task && <Quote task={task} />}
      <OneOf
        legend={t("tasks.callDialog.how")} value={way} onChange={setWay} testId="call-outcome"
        options={CALLS.map((value) => ({ value, label: t(`tasks.callDialog.${value}`), help: t(`tasks.callDialog.${value}Help`) }))}
      />
      {asked && !way && <p role="alert" className={field.error}>{t("tasks.callDialog.howNeeded")}</p>}
      <Words
        label={said ? t("tasks.callDialog.what") : t("tasks.callDialog.whatOptional")} value={text} onChange={setText} testId="contact-text"
        placeholder={t("tasks.callDialog.whatPlaceholder")} help={t("tasks.callDialog.filed")} problem={asked && missing ? t("tasks.callDialog.whatNeeded") : null}
      />
      {urgent && way && !said && <Tick label={t("escalate.ring.again")} help={t("escalate.ring.againHelp")} checked={again} onChange={setAgain} testId="call-again" />}
      {news}
      {task && way && <p className={styles.soft}>{said ? t("tasks.callDialog.ends") : t("tasks.callDialog.stays")}</p>}
    </Form>
  );
}
