import { useState } from "react";
import { useTaskCommand, type PatientView } from "@/api";
import { Choice, useToast } from "@/components";
import { t } from "@/i18n";
import { firstName, loudName } from "@/lib/names";
import { formatPhone } from "@/lib/numbers";
import { Form, OneOf, Words } from "./Form";
import { useIdOf } from "./useIdOf";

/** What a patient asks for on the telephone or at the desk: it waits where a text from them would. */
export function RequestDialog({ patient, number, onClose }: { patient: PatientView; number: string; onClose: () => void }) {
  const toast = useToast();
  const enter = useTaskCommand("enter_request");
  const idOf = useIdOf();
  const [how, setHow] = useState<"phone" | "desk">("phone");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const numbers = patient.contact_points.filter(({ use }) => use !== "old");
  const [at, setAt] = useState(numbers.some((point) => point.number === number) ? number : (numbers[0]?.number ?? number));

  function save() {
    setAsked(true);
    if (!text.trim()) return;
    enter.mutate({ message: idOf(`${how} ${at} ${text.trim()}`), patient: patient.id, number: at, at_desk: how === "desk", text: text.trim() }, {
      onSuccess() {
        toast({ text: t("tasks.request.saved") });
        onClose();
      },
    });
  }

  return (
    <Form title={t("tasks.request.title", { name: firstName(patient) })} who={loudName(patient)} save={t("tasks.request.save")} pending={enter.isPending} error={enter.error} onSave={save} onClose={onClose} testId="request-dialog" dirty={!!text.trim()}>
      <OneOf
        legend={t("tasks.request.how")} value={how} onChange={setHow} testId="request-how"
        options={(["phone", "desk"] as const).map((value) => ({ value, label: t(`tasks.request.${value}`), help: t(`tasks.request.${value}Help`) }))}
      />
      <Words label={t("tasks.request.what")} value={text} onChange={setText} testId="request-text" placeholder={t("tasks.request.whatPlaceholder")} help={t("tasks.request.help")} problem={asked && !text.trim() ? t("tasks.request.whatNeeded") : null} />
      {numbers.length > 1 && (
        <Choice label={t("tasks.request.number")} value={at} onChange={setAt} data-testid="request-number">
          {numbers.map((point) => <option key={point.number} value={point.number}>{formatPhone(point.number)}</option>)}
        </Choice>
      )}
    </Form>
  );
}
