import { useState } from "react";
import { useTaskCommand, type TaskView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";
import { loudName } from "@/lib/names";
import { Form, Words } from "./Form";

/** A task ends with words: what came of it, or why it is not needed. */
export function EndDialog({ task, done, onClose }: { task: TaskView; done: boolean; onClose: () => void }) {
  const toast = useToast();
  const end = useTaskCommand("end_task");
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState(false);

  function save() {
    setAsked(true);
    if (!words.trim()) return;
    end.mutate({ task: task.id, done, words: words.trim() }, {
      onSuccess() {
        toast({ text: t("tasks.end.saved") });
        onClose();
      },
    });
  }

  return (
    <Form title={t(done ? "tasks.end.done" : "tasks.end.cancel")} who={task.name && loudName(task.name)} save={t(done ? "tasks.end.saveDone" : "tasks.end.saveCancel")} pending={end.isPending} error={end.error} onSave={save} onClose={onClose} testId="end-dialog">
      <Words
        label={t("tasks.end.words")} value={words} onChange={setWords} autoFocus testId="end-words" placeholder={t(done ? "tasks.end.donePlaceholder" : "tasks.end.cancelPlaceholder")}
        problem={asked && !words.trim() ? t("tasks.end.needed") : null}
      />
    </Form>
  );
}
