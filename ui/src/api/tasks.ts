import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { TasksRequest } from "@/contract/TasksRequest";
import type { TasksView } from "@/contract/TasksView";
import type { Answer, CommandName, Request } from "@/platform";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** Reaching patients another way than by text. */

export function useTasks(request: TasksRequest) {
  const platform = usePlatform();
  return useQuery<TasksView, ErrorView>({
    queryKey: keys.tasks(JSON.stringify(request)),
    queryFn: () => platform.call("tasks", request),
    staleTime: 0,
  });
}

/** What changes tasks changes counts too. The event says so as well; whoever pressed the button sees it at once. */
export function useTaskCommand<C extends Extract<CommandName, "make_task" | "assign_task" | "end_task" | "record_contact" | "enter_request">>(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<Answer<C>, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request),
    onSuccess() {
      void client.invalidateQueries({ queryKey: keys.allTasks });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
  });
}
