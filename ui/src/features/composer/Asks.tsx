import { useQuestions, type PatientView } from "@/api";
import { Button, Dialog, DialogActions, Questions } from "@/components";
import { t } from "@/i18n";
import { birthDate } from "@/lib/dates";
import { sentence } from "@/lib/errors";
import { loudName } from "@/lib/names";
import type { Asked } from "./asked";
import { SharedQuestion } from "./Parts";

type Props = { asked: Asked | null; conversation: string; patient: PatientView; name: string; onSend: (asked: Asked) => void; onCancel: () => void };

/** What is asked before a text goes, with buttons of its own. */
export function Asks({ asked, conversation, patient, name, onSend, onCancel }: Props) {
  if (!asked || asked.about === "repeat") return null;
  if (asked.about === "answered") return <EndQuestion conversation={conversation} onSend={() => onSend(asked)} onCancel={onCancel} />;
  const age = asked.about === "review" ? (asked.error.count ?? 11) : null;
  return <SharedQuestion count={asked.error.count ?? 1} age={age} person={name} name={loudName(patient)} born={patient.birth_date && birthDate(patient.birth_date)} onSend={() => onSend(asked)} onCancel={onCancel} />;
}

/** "Send and done" ends the conversation: the same question as where somebody calls it done. */
function EndQuestion({ conversation, onSend, onCancel }: { conversation: string; onSend: () => void; onCancel: () => void }) {
  const asked = useQuestions(conversation);
  return (
    <Dialog open onClose={onCancel} title={t("closing.title")} testId="end-question">
      {asked.isPending && <p role="status">{t("closing.loading")}</p>}
      {asked.isError && <p role="alert">{t("closing.unread", { message: sentence(asked.error) })}</p>}
      {asked.data && (
        <>
          <p>{t("closing.lead")}</p>
          <Questions questions={asked.data.questions} sending />
          <p>{t("closing.limits")}</p>
        </>
      )}
      <br />
      <DialogActions>
        <Button onClick={onCancel} autoFocus data-testid="end-cancel">{t("closing.back")}</Button>
        <Button variant="primary" disabled={!asked.isSuccess} onClick={onSend} data-testid="end-send">{t("closing.confirmSend")}</Button>
      </DialogActions>
    </Dialog>
  );
}
