import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { ErrorView } from "@/contract/ErrorView";
import type { MadeTemplateView } from "@/contract/MadeTemplateView";
import type { MessageRequest } from "@/contract/MessageRequest";
import type { NextStepsRequest } from "@/contract/NextStepsRequest";
import type { NextStepsView } from "@/contract/NextStepsView";
import { keys } from "./keys";
import { usePlatform } from "./provider";

export type { CarriesView } from "@/contract/CarriesView";
export type { MadeTemplateView } from "@/contract/MadeTemplateView";
export type { NextStepCounts } from "@/contract/NextStepCounts";
export type { NextStepLine } from "@/contract/NextStepLine";
export type { NextStepsView } from "@/contract/NextStepsView";
export type { NextStepView } from "@/contract/NextStepView";
export type { TakenView } from "@/contract/TakenView";

/** Whether each patient learnt the next step the same day. Asked anew each time it is shown: today goes on. */
export function useNextSteps(request: NextStepsRequest) {
  const platform = usePlatform();
  return useQuery<NextStepsView, ErrorView>({ queryKey: keys.nextSteps(JSON.stringify(request)), queryFn: () => platform.call("next_steps", request), staleTime: 0, gcTime: 0, placeholderData: keepPreviousData });
}

/** A template made of a message: nothing is kept of it here, because what was taken out is the patient's. */
export function useTemplateOfMessage() {
  const platform = usePlatform();
  return useMutation<MadeTemplateView, ErrorView, MessageRequest>({ mutationFn: (request) => platform.call("template_of_message", request), gcTime: 0 });
}
