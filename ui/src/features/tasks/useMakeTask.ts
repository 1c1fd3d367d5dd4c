import { useTaskCommand, type ErrorView, type WayView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";
import { errorWords } from "@/lib/errors";
import { useIdOf } from "./useIdOf";

/** Makes a task of words that cannot be texted, in one step. */
export function useMakeTask() {
  const toast = useToast();
  const make = useTaskCommand("make_task");
  const idOf = useIdOf();
  return (conversation: string, route: WayView, what: string, onMade: () => void) =>
    make.isPending || make.mutate({ task: idOf(`${conversation} ${route} ${what}`), patient: null, conversation, message: null, route, what, urgent: false, owner: null }, {
      onSuccess() {
        toast({ text: t("tasks.madePlain") });
        onMade();
      },
      onError: (error: ErrorView) => toast({ tone: "bad", text: t("tasks.problem", { message: errorWords(error) }) }),
    });
}
