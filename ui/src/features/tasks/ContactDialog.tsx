import { useRef, useState } from "react";
import { v7 as uuid } from "uuid";
import { useTaskCommand, type ContactWayView, type NameView, type TaskView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { Form, OneOf, Words } from "./Form";
import { Caution, Quote } from "./Parts";
import styles from "./Tasks.module.css";

type Props = { about: "call" | "letter"; conversation: string; name: NameView | null; number: string | null; task: TaskView | null; onClose: () => void };

const CALLS = ["call_reached", "call_no_answer", "call_left_message"] as const satisfies ContactWayView[];

/** A call or a letter, written down: it stands in the conversation and in the record. */
export function ContactDialog({ about, conversation, name, number, task, onClose }: Props) {
  const toast = useToast();
  const record = useTaskCommand("record_contact");
  const id = useRef<string | null>(null);
  const [call, setCall] = useState<(typeof CALLS)[number]>("call_reached");
  const [text, setText] = useState(about === "letter" ? (task?.what || task?.quote || "") : "");
  const [asked, setAsked] = useState(false);
  const letter = about === "letter";
  const way: ContactWayView = letter ? "letter" : call;
  const said = way === "letter" || way === "call_reached";
  const missing = said && !text.trim();
  const words = letter ? "tasks.letterDialog" : "tasks.callDialog";

  function save() {
    setAsked(true);
    if (missing) return;
    id.current ??= uuid();
    record.mutate({ message: id.current, conversation, way, text: text.trim() || (said ? "" : t(`tasks.callDialog.${call}`)), task: task?.id ?? null }, {
      onSuccess() {
        toast({ text: t(`${words}.saved`) });
        onClose();
      },
    });
  }

  return (
    <Form
      title={t(`${words}.title`, { name: name ? firstName(name) : t("tasks.somebody") })} who={name && loudName(name)} save={t(`${words}.save`)} pending={record.isPending} error={record.error}
      onSave={save} onClose={onClose} testId="contact-dialog"
    >
      {!letter && number && <p className={styles.soft}>{t("tasks.callDialog.number", { number: formatPhone(number) })}</p>}
      {!letter && task && <Caution task={task} />}
      {!letter && task && <Quote task={task} />}
      {!letter && (
        <OneOf
          legend={t("tasks.callDialog.how")} value={call} onChange={setCall} testId="call-outcome"
          options={CALLS.map((value) => ({ value, label: t(`tasks.callDialog.${value}`), help: t(`tasks.callDialog.${value}Help`) }))}
        />
      )}
      <Words
        label={letter ? t("tasks.letterDialog.what") : said ? t("tasks.callDialog.what") : t("tasks.callDialog.whatOptional")} value={text} onChange={setText} rows={letter ? 7 : 3} testId="contact-text"
        placeholder={letter ? "" : t("tasks.callDialog.whatPlaceholder")} help={t("tasks.callDialog.filed")} problem={asked && missing ? t(`${words}.whatNeeded`) : null}
      />
      {task && <p className={styles.soft}>{said ? t("tasks.callDialog.ends") : t("tasks.callDialog.stays")}</p>}
    </Form>
  );
}
