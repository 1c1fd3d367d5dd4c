import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { AppView } from "@/contract/AppView";
import type { Arranged } from "@/contract/Arranged";
import type { HighlightListView } from "@/contract/HighlightListView";
import type { HighlightRuleView } from "@/contract/HighlightRuleView";
import type { HighlightView } from "@/contract/HighlightView";
import type { PolicyDocument } from "@/contract/PolicyDocument";
import type { PolicyView } from "@/contract/PolicyView";
import type { PreferencesView } from "@/contract/PreferencesView";
import type { Queue } from "@/contract/Queue";
import type { TriageView } from "@/contract/TriageView";
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

/** A list in the order that whoever sits here chose for it; under another filter it is another list. */
export function useQueue(queue: Queue, { classes, unread }: Omit<Arranged, "order">) {
  const platform = usePlatform();
  return useInfiniteQuery({
    queryKey: keys.queue(queue, [...classes, unread].join()),
    queryFn: ({ pageParam }) => platform.call("queue", { queue, after: pageParam, limit: 50, arranged: { order: null, classes, unread } }),
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

/** Patients and messages; or only the messages of one conversation. */
export function useSearch(text: string, patientsOnly = false, conversation: string | null = null) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.search(text, patientsOnly, conversation),
    queryFn: () => platform.call("search", { text, patients_only: patientsOnly, conversation }),
    enabled: text !== "",
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** What a patient said about being messaged. Read again with every change: a "stop" counts from the moment it comes. */
export function usePreferences(patient: string | null) {
  const platform = usePlatform();
  return useQuery<PreferencesView, ErrorView>({
    queryKey: keys.preferences(patient ?? ""),
    queryFn: () => platform.call("preferences", { patient: patient ?? "" }),
    enabled: patient !== null,
    staleTime: 0,
  });
}

/** Who holds triage, and what is left of the day. Opening and closing come by themselves, so it is read again now and then. */
export function useTriage() {
  const platform = usePlatform();
  return useQuery<TriageView, ErrorView>({ queryKey: keys.triage, queryFn: () => platform.call("triage", null), refetchInterval: 30_000 });
}

export function usePolicy() {
  const platform = usePlatform();
  return useQuery<PolicyView, ErrorView>({ queryKey: keys.policy, queryFn: () => platform.call("policy", null), staleTime: 0 });
}

/** The rules for highlighted words that come with Anteroom: they do not change while it runs. */
export function useHighlightRules() {
  const platform = usePlatform();
  return useQuery<HighlightRuleView[], ErrorView>({ queryKey: keys.highlightRules, queryFn: () => platform.call("highlight_rules", null), staleTime: Infinity });
}

/** What a list marks in a text. */
export function useTriedHighlights(highlights: HighlightListView, text: string) {
  const platform = usePlatform();
  return useQuery<HighlightView[], ErrorView>({
    queryKey: keys.triedHighlights(JSON.stringify(highlights), text),
    queryFn: () => platform.call("try_highlights", { highlights, text }),
    enabled: text.trim() !== "",
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** What a policy would do, and what is wrong with it, before it is adopted. */
export function usePolicyCheck(policy: PolicyDocument) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.policyCheck(JSON.stringify(policy)),
    queryFn: () => platform.call("check_policy", { policy }),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}
