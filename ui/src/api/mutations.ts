import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AppView } from "@/contract/AppView";
import type { CancelScheduledRequest } from "@/contract/CancelScheduledRequest";
import type { ConversationView } from "@/contract/ConversationView";
import type { DraftView } from "@/contract/DraftView";
import type { ErrorCode } from "@/contract/ErrorCode";
import type { ErrorView } from "@/contract/ErrorView";
import type { PolicyView } from "@/contract/PolicyView";
import type { PreferencesView } from "@/contract/PreferencesView";
import type { QuoteView } from "@/contract/QuoteView";
import type { SaveDraftRequest } from "@/contract/SaveDraftRequest";
import type { SendRequest } from "@/contract/SendRequest";
import type { TriageView } from "@/contract/TriageView";
import type { WriteNoteRequest } from "@/contract/WriteNoteRequest";
import { quoteAsked } from "@/lib/quote";
import type { Answer, CommandName, Request } from "@/platform";
import { keys } from "./keys";
import { showAtOnce, takeAway } from "./log";
import { usePlatform } from "./provider";

/** What the window asks for. What it changes is told by events, so most need nothing more than the call. */
export function useCommand<C extends CommandName>(command: C) {
  const platform = usePlatform();
  return useMutation<Answer<C>, ErrorView, Request<C>>({ mutationFn: (request) => platform.call(command, request) });
}

/** Commands that answer with the app as it is then. What else follows from who sits here is read again. */
export function useAppCommand<C extends "set_up" | "choose_me" | "save_staff" | "staff_left" | "save_practice" | "save_role_account" | "end_role_account" | "hold_role_account">(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<AppView, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request) as Promise<AppView>,
    onSuccess(app) {
      client.setQueryData(keys.app, app);
      for (const queryKey of [keys.policy, keys.provider, keys.providerConnection, keys.counts, keys.queues, keys.allPreferences]) void client.invalidateQueries({ queryKey });
    },
  });
}

export const useSetUp = () => useAppCommand("set_up");
export const useChooseMe = () => useAppCommand("choose_me");

/** A request with the message that it answers as it is shown. */
type Quoting<R> = Omit<R, "quote"> & { quote: QuoteView | null };
const asked = <R extends { quote: QuoteView | null }>(request: R) => ({ ...request, quote: quoteAsked(request.quote) });
const shown = (quote: QuoteView | null) => (quote?.gone ? null : quote);

type Author = { me: string; holdSeconds: number };

/** Why a patient may not be written to: what the window knew of the patient's wishes is no longer true. */
const CONTACT: readonly ErrorCode[] = ["objected", "objected_at_provider", "consent_needed", "unsafe_route", "patient_deceased", "patient_left", "test_numbers_only", "proxy_barred", "messaging_limited"];
export const isAboutContact = (code: ErrorCode): boolean => CONTACT.includes(code);

/** Shows the message as held at once; a refusal takes it away again. */
export function useSend({ me, holdSeconds }: Author) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<Answer<"send">, ErrorView, Quoting<SendRequest>>({
    mutationFn: (request) => platform.call("send", asked(request)),
    onMutate: (request) =>
      request.send_at === null && showAtOnce(client, request.conversation, {
        ...written(request.message, request.text, me),
        kind: "out",
        number_used: request.to,
        delivery: { state: "held", until: new Date(Date.now() + holdSeconds * 1000).toISOString() },
        repeats: request.repeats,
        purpose: request.purpose,
        quote: shown(request.quote),
        despite: request.despite !== null,
      }),
    onError(error, request) {
      takeAway(client, request.conversation, request.message);
      if (isAboutContact(error.code)) void client.invalidateQueries({ queryKey: keys.allPreferences });
    },
    onSuccess: (_, request) => request.repeats === null && setDraft(client, request.conversation, null),
  });
}

export function useWriteNote({ me }: Author) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<Answer<"write_note">, ErrorView, Quoting<WriteNoteRequest>>({
    mutationFn: (request) => platform.call("write_note", asked(request)),
    onMutate: (request) => showAtOnce(client, request.conversation, { ...written(request.message, request.text, me), kind: "note", number_used: null, delivery: null, repeats: null, quote: shown(request.quote) }),
    onError: (_, request) => takeAway(client, request.conversation, request.message),
    onSuccess: (_, request) => setDraft(client, request.conversation, null),
  });
}

const written = (id: string, text: string, author: string) => ({
  id, text, author, at: new Date().toISOString(), sent_at: null, filing: { state: "not_due" } as const, media: 0, unread: false, segments: null,
  purpose: null, automatic: null, despite: false, wish: null, wish_dismissed: null, way: null, entered_at_desk: null, late: false, replies_until: null, highlights: [], wrong: null,
});

export function useUndo() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<DraftView | null, ErrorView, { message: string; conversation: string }>({
    mutationFn: ({ message }) => platform.call("undo", { message }),
    onSuccess: (draft, { message, conversation }) => {
      takeAway(client, conversation, message);
      if (draft) setDraft(client, conversation, draft);
    },
  });
}

/** Takes a text back that waits for its time; to edit it, its words are the draft again. */
export function useCancelScheduled(conversation: string) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<DraftView | null, ErrorView, CancelScheduledRequest>({
    mutationFn: (request) => platform.call("cancel_scheduled", request),
    onSuccess: (draft) => draft && setDraft(client, conversation, draft),
  });
}

/** Keeps a draft, here at once and in the file as soon as it can be. */
export function useSaveDraft() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<null, ErrorView, Quoting<SaveDraftRequest>>({
    scope: { id: "draft" }, // one after the other: an older text must not overtake a newer one
    // Also what is gone: it is said whenever the draft is read.
    mutationFn: (request) => platform.call("save_draft", { ...request, quote: request.quote && { message: request.quote.message, corrects: request.quote.corrects } }),
    onMutate: ({ conversation, ...draft }) => setDraft(client, conversation, draft.text ? draft : null),
  });
}

function setDraft(client: ReturnType<typeof useQueryClient>, conversation: string, draft: DraftView | null): void {
  client.setQueryData<ConversationView>(keys.conversation(conversation), (view) => view && { ...view, draft, row: { ...view.row, draft: draft?.text ?? null } });
}

/** What is written down of a patient's wish stands at once, wherever it is shown. */
function usePreferencesCommand<C extends "record_consent" | "mark_route" | "record_needs" | "record_proxy" | "end_proxy" | "confirm_number" | "limit_messaging" | "lift_limit">(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<PreferencesView, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request) as Promise<PreferencesView>,
    onSuccess: (preferences) => client.setQueryData(keys.preferences(preferences.patient), preferences),
  });
}

export const useRecordConsent = () => usePreferencesCommand("record_consent");
export const useMarkRoute = () => usePreferencesCommand("mark_route");
export const useRecordNeeds = () => usePreferencesCommand("record_needs");
export const useConfirmNumber = () => usePreferencesCommand("confirm_number");
export const useRecordProxy = () => usePreferencesCommand("record_proxy");
export const useEndProxy = () => usePreferencesCommand("end_proxy");
export const useLimitMessaging = () => usePreferencesCommand("limit_messaging");
export const useLiftLimit = () => usePreferencesCommand("lift_limit");

/** The order of a list, from now on. */
export function useOrderQueue() {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<Answer<"order_queue">, ErrorView, Request<"order_queue">>({
    mutationFn: (request) => platform.call("order_queue", request),
    onSuccess: (_, { queue }) => client.invalidateQueries({ queryKey: keys.ofQueue(queue) }),
  });
}

/** What is said of the day stands at once. */
function useTriageCommand<C extends "name_holder" | "end_session">(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<TriageView, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request) as Promise<TriageView>,
    onSuccess: (triage) => client.setQueryData(keys.triage, triage),
  });
}

export const useNameHolder = () => useTriageCommand("name_holder");
export const useEndSession = () => useTriageCommand("end_session");

/** A policy acts: whether patients can be written to at all, and who must be asked first, may follow from it. */
function usePolicyCommand<C extends "adopt_policy" | "accept_policy">(command: C) {
  const platform = usePlatform();
  const client = useQueryClient();
  return useMutation<PolicyView, ErrorView, Request<C>>({
    mutationFn: (request) => platform.call(command, request) as Promise<PolicyView>,
    onSuccess(policy) {
      client.setQueryData(keys.policy, policy);
      void client.invalidateQueries({ queryKey: keys.app });
      void client.invalidateQueries({ queryKey: keys.allPreferences });
    },
  });
}

export const useAdoptPolicy = () => usePolicyCommand("adopt_policy");
export const useAcceptPolicy = () => usePolicyCommand("accept_policy");
