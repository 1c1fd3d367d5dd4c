import { v7 as uuid } from "uuid";
import { useTaskCommand, type ErrorView, type WayView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";

/** Makes a task of words that cannot be texted, in one step. */
export function useMakeTask() {
  const toast = useToast();
  const make = useTaskCommand("make_task");
  return (conversation: string, route: WayView, what: string, onMade: () => void) =>
    make.mutate({ task: uuid(), patient: null, conversation, message: null, route, what, urgent: false, owner: null }, {
      onSuccess() {
        toast({ text: t("tasks.madePlain") });
        onMade();
      },
      onError: (error: ErrorView) => toast({ tone: "bad", text: t("tasks.problem", { message: error.message }) }),
    });
}
