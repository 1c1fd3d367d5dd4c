import { useState } from "react";
import { useUnmarkWrong, type ActView, type ErrorView, type MessageView, type StaffView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { WrongDialog } from "./WrongDialog";

type Asked = { me: StaffView; rights: ActView[]; /** Write what is right: it is linked to what was wrong. */ onCorrect: ((message: MessageView) => void) | null };

/** Messages that were wrong: who may mark which, the question why, and the way back. */
export function useRetract({ me, rights, onCorrect }: Asked) {
  const toast = useToast();
  const unmark = useUnmarkWrong();
  const [asking, setAsking] = useState<MessageView | null>(null);
  const own = (message: MessageView) => message.author === me.name || rights.includes("retract_others");

  /** The app says no all the same where it must: this only leaves out what would be refused. */
  function may(message: MessageView): boolean {
    switch (message.kind) {
      case "out": return rights.includes("send") && message.delivery?.state !== "held";
      case "note": return rights.includes("write_notes") && own(message);
      case "contact": return rights.includes("reach_otherwise") && own(message);
      case "in": return message.entered_at_desk !== null && rights.includes("reach_otherwise") && own(message);
    }
  }

  const back = (message: MessageView) =>
    unmark.mutate({ message: message.id }, {
      onSuccess: () => toast({ text: t("retract.unmarked") }),
      onError: (error: ErrorView) => toast({ tone: "bad", text: t("toast.failed", { message: sentence(error) }) }),
    });

  return {
    acts: { may, onMark: setAsking, onUnmark: back, onCorrect },
    dialog: asking && (
      <WrongDialog
        message={asking} me={me.name} onClose={() => setAsking(null)}
        onMarked={() => {
          setAsking(null);
          toast({ text: t("retract.marked"), act: { label: t("toast.undo"), run: () => back(asking), testId: "toast-unmark" } });
          // Once the dialog has given the focus back: the box takes it.
          if (asking.kind === "out" && onCorrect) setTimeout(() => onCorrect(asking), 150);
        }}
      />
    ),
  };
}
