import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { SnoozeTimesView } from "@/contract/SnoozeTimesView";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/** Until when a conversation can be put away, and what a typed text says: read anew each time, because time passes. */
export function useSnoozeTimes(typed: string) {
  const platform = usePlatform();
  return useQuery<SnoozeTimesView, ErrorView>({
    queryKey: keys.snoozeTimes(typed),
    queryFn: () => platform.call("snooze_times", { typed }),
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
