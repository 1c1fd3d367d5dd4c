import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { MarkWrongRequest } from "@/contract/MarkWrongRequest";
import type { MessageRequest } from "@/contract/MessageRequest";
import { showWrong } from "./log";
import { usePlatform } from "./provider";

/** Marks a message as wrong; the mark stands at once. */
export function useMarkWrong(me: string) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<null, ErrorView, MarkWrongRequest>({
    mutationFn: (request) => platform.call("mark_wrong", request),
    onSuccess: (_, { message, reason, words }) => showWrong(client, message, { reason, words, by: me, at: new Date().toISOString() }),
  });
}

/** Takes the mark away. */
export function useUnmarkWrong() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<null, ErrorView, MessageRequest>({
    mutationFn: (request) => platform.call("unmark_wrong", request),
    onSuccess: (_, { message }) => showWrong(client, message, null),
  });
}
