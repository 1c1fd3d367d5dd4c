import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { CheckTextRequest } from "@/contract/CheckTextRequest";
import type { CheckView } from "@/contract/CheckView";
import type { ErrorView } from "@/contract/ErrorView";
import type { FilledTemplateView } from "@/contract/FilledTemplateView";
import type { SaveTemplateRequest } from "@/contract/SaveTemplateRequest";
import type { TemplateView } from "@/contract/TemplateView";
import type { TemplatesView } from "@/contract/TemplatesView";
import type { Request } from "@/platform";
import { keys } from "./keys";
import { usePlatform } from "./provider";

/**
 * What in a text should not go out like this. The answer belongs to exactly these words: while others are being asked
 * about, the last one stays and says for which it was.
 */
export function useCheck(request: CheckTextRequest, enabled: boolean) {
  const platform = usePlatform();
  return useQuery<{ view: CheckView; text: string }, ErrorView>({
    queryKey: keys.check(JSON.stringify(request)),
    queryFn: async () => ({ view: await platform.call("check_text", request), text: request.text }),
    enabled,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

export function useTemplates() {
  const platform = usePlatform();
  return useQuery<TemplatesView, ErrorView>({ queryKey: keys.templates, queryFn: () => platform.call("templates", null), staleTime: Infinity });
}

const filling = (platform: ReturnType<typeof usePlatform>, template: TemplateView, conversation: string) => ({
  queryKey: keys.filled(template.id, template.in_use ?? 0, conversation),
  queryFn: () => platform.call("fill_template", { template: template.id, conversation }),
  staleTime: 30_000, // a promised time moves on
  gcTime: 60_000,
});

/** A template as it would stand in this patient's message. */
export function useFilled(template: TemplateView | undefined, conversation: string) {
  const platform = usePlatform();
  return useQuery<FilledTemplateView, ErrorView>({ ...filling(platform, template ?? NOTHING, conversation), enabled: !!template });
}

const NOTHING: TemplateView = { id: "", state: "draft", owner: null, in_use: null, by_text: false, may_change: false, may_approve: false, problems: [], versions: [] };

/** Fetches it, from what is known already where it can. */
export function useFill(conversation: string) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useCallback((template: TemplateView) => client.fetchQuery(filling(platform, template, conversation)), [client, platform, conversation]);
}

export function useTemplateCheck(request: SaveTemplateRequest) {
  const platform = usePlatform();
  return useQuery({
    queryKey: keys.templateCheck(JSON.stringify(request.document)),
    queryFn: () => platform.call("check_template", request),
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
}

function useTemplatesCommand<C extends "save_template" | "approve_template" | "retire_template" | "adopt_starters">(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<TemplatesView, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request) as Promise<TemplatesView>,
    onSuccess: (templates) => client.setQueryData(keys.templates, templates),
  });
}

export const useSaveTemplate = () => useTemplatesCommand("save_template");
export const useApproveTemplate = () => useTemplatesCommand("approve_template");
export const useRetireTemplate = () => useTemplatesCommand("retire_template");
export const useAdoptStarters = () => useTemplatesCommand("adopt_starters");
