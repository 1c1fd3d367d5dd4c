import { useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { QuestionsView } from "@/contract/QuestionsView";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** What the patient asked since the conversation was last done. Read anew each time it is shown. */
export function useQuestions(conversation: string) {
  const platform = usePlatform();
  return useQuery<QuestionsView, ErrorView>({
    queryKey: keys.questions(conversation),
    queryFn: () => platform.call("questions", { conversation }),
    staleTime: 0,
    gcTime: 0,
  });
}
