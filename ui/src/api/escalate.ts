import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { EscalateView } from "@/contract/EscalateView";
import type { RecentView } from "@/contract/RecentView";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** What escalating a conversation would do: read anew each time, because duties change hands. */
export function useEscalation(conversation: string) {
  const platform = usePlatform();
  return useQuery<EscalateView, ErrorView>({
    queryKey: keys.escalation(conversation),
    queryFn: () => platform.call("escalation", { conversation }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Whose conversations somebody opened last on this computer; says which one is open now. */
export function useRecent(me: string, opened: string | null) {
  const platform = usePlatform();
  return useQuery<RecentView[], ErrorView>({
    queryKey: keys.recent(me, opened),
    queryFn: () => platform.call("recent", { opened }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
}
