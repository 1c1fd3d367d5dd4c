import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { AppView } from "@/contract/AppView";
import type { Queue } from "@/contract/Queue";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** What the window reads. */

export function useApp() {
  const platform = usePlatform();
  return useQuery<AppView, ErrorView>({ queryKey: keys.app, queryFn: () => platform.call("app", null), staleTime: Infinity });
}

export function useCounts() {
  const platform = usePlatform();
  return useQuery({ queryKey: keys.counts, queryFn: () => platform.call("queue_counts", null) });
}

export function useQueue(queue: Queue) {
  const platform = usePlatform();
  return useInfiniteQuery({
    queryKey: keys.queue(queue),
    queryFn: ({ pageParam }) => platform.call("queue", { queue, after: pageParam, limit: 50 }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useConversation(id: string | null) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.conversation(id ?? ""),
    queryFn: () => platform.call("conversation", { conversation: id ?? "" }),
    enabled: id !== null,
    staleTime: 0,
  });
}

export function useSearch(text: string, patientsOnly = false) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.search(text, patientsOnly),
    queryFn: () => platform.call("search", { text, patients_only: patientsOnly }),
    enabled: text !== "",
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function useMeasure(text: string) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.measure(text),
    queryFn: () => platform.call("measure", { text }),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
