import { useState } from "react";
import { useCancelScheduled, useCommand, useSend, useUndo, type AppView, type ConversationView, type DraftView, type ErrorView, type MessageView, type StaffView } from "@/api";
import { useToast } from "@/components";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { v7 as uuid } from "uuid";

type Hooks = { onDone: (conversation: string) => void; /** Where the words are now that were taken back. */ onUndone: (conversation: string, draft: DraftView) => "undone" | "undoneAside" | "restored"; /** A failed message needs a reason: takes it where one can be given. */ onReason: (conversation: string, message: MessageView) => boolean };

/** What a person must say before a conversation is done. */
const STOPS: readonly ErrorView["code"][] = ["unfiled", "not_sent", "questions_open"];

/** What can be done with a conversation as a whole, and how it is said. */
export function useHandling(view: ConversationView | undefined, app: AppView, me: StaffView, { onDone, onUndone, onReason }: Hooks) {
  const toast = useToast();
  const [asking, setAsking] = useState<ErrorView | null>(null);
  const [sharing, setSharing] = useState<{ message: MessageView; count: number } | null>(null);
  const assign = useCommand("assign");
  const assignRole = useCommand("assign_role");
  const done = useCommand("mark_done");
  const reopen = useCommand("reopen");
  const wake = useCommand("wake");
  const topic = useCommand("set_topic");
  const filing = useCommand("retry_filing");
  const resolve = useCommand("resolve_unknown");
  const dismiss = useCommand("dismiss_opt_out");
  const begin = useCommand("start_conversation");
  const beginWith = useCommand("start_with_proxy");
  const cancel = useCancelScheduled(view?.row.id ?? "");
  const move = useCommand("reschedule");
  const undo = useUndo();
  const send = useSend({ me: me.name, holdSeconds: app.hold_seconds });
  const conversation = view?.row.id ?? "";

  const fail = (error: ErrorView) => toast({ tone: "bad", text: t("toast.failed", { message: sentence(error) }) });

  const back = (id: string) => wake.mutate({ conversation: id }, { onSuccess: () => toast({ text: t("snooze.woken") }), onError: fail });

  return {
    asking,
    donePending: done.isPending,
    sharing,
    stopAsking: () => setAsking(null),
    stopSharing: () => setSharing(null),

    assign(owner: string | null) {
      const name = app.staff.find(({ id }) => id === owner)?.name ?? me.name;
      assign.mutate({ conversation, owner }, { onSuccess: () => toast({ text: owner ? t("toast.assigned", { name }) : t("toast.unassigned") }), onError: fail });
    },

    assignRole(account: string) {
      const name = app.role_accounts.find(({ id }) => id === account)?.name ?? "";
      assignRole.mutate({ conversation, account }, { onSuccess: () => toast({ text: t("duty.assigned", { account: name }) }), onError: fail });
    },

    done(reason: string | null, answered = false) {
      if (!view) return;
      done.mutate({ conversation, revision: view.revision, reason, answered }, {
        onSuccess() {
          setAsking(null);
          toast({ text: t("toast.done"), act: { label: t("toast.reopen"), run: () => reopen.mutate({ conversation }, { onError: fail }) } });
          onDone(conversation);
        },
        onError: (error) => (STOPS.includes(error.code) ? setAsking(error) : (setAsking(null), fail(error))),
      });
    },

    /** It is put away: says so, and how to take it back. */
    snoozed(id: string, words: string) {
      toast({ text: t("snooze.done", { words }), act: { label: t("snooze.undo"), run: () => back(id), testId: "toast-wake" } });
      onDone(id);
    },

    wake: back,

    reopen: () => reopen.mutate({ conversation }, { onSuccess: () => toast({ text: t("toast.reopened") }), onError: fail }),
    topic: (text: string | null) => topic.mutate({ conversation, topic: text }, { onError: fail }),
    retryFiling: () => filing.mutate({ conversation }, { onError: fail }),
    resolve: (message: MessageView, again: boolean) => resolve.mutate({ message: message.id, send: again }, { onError: fail }),

    dismissWish: (message: MessageView) => dismiss.mutate({ message: message.id }, { onError: fail }),

    undo(message: string, from: string) {
      undo.mutate({ message, conversation: from }, {
        onSuccess: (draft) => toast({ text: t(draft ? `toast.${onUndone(from, draft)}` : "toast.unheld") }),
        onError: fail,
      });
    },

    /** Does not send a text that waits for its time; to change it, gives its words back. */
    cancelScheduled(message: string, edit: boolean, from: string) {
      cancel.mutate({ message, edit }, {
        onSuccess: (draft) => toast({ text: t(draft ? (onUndone(from, draft) === "undoneAside" ? "later.editedAside" : "later.edited") : "later.cancelled") }),
        onError: fail,
      });
    },

    reschedule: (message: string, at: string) =>
      move.mutate({ message, send_at: at }, { onSuccess: ({ leaves }) => leaves && toast({ text: t("later.moved", { words: leaves }) }), onError: fail }),

    /** Says a failed message again, in the same words and to the same number. */
    sendAgain(message: MessageView, sharedSeen = false) {
      if (!view || send.isPending) return;
      setSharing(null);
      send.mutate(
        { message: uuid(), conversation, revision: view.revision, to: message.number_used ?? view.row.number, text: message.text, shared_number_seen: sharedSeen, review_seen: false, repeats: message.id, purpose: message.purpose ?? "administration", despite: null, templates: [], reason: null, also: [], holding: false, repeat_seen: false, then_done: false, answered: false, send_at: null, quote: null },
        {
          onError(error) {
            if (error.code === "shared_number") return setSharing({ message, count: error.count ?? 1 });
            if (error.code !== "text_needs_reason" && error.code !== "same_words") return fail(error);
            if (!onReason(conversation, message)) toast({ tone: "bad", text: t("compose.againBusy") });
          },
        },
      );
    },

    /** Tells the patient by when they will hear. */
    hold(then: (message: string) => void) {
      if (!view?.holding || send.isPending) return;
      const message = uuid();
      send.mutate(
        { message, conversation, revision: view.revision, to: view.row.number, text: view.holding, shared_number_seen: false, review_seen: false, repeats: null, purpose: "administration", despite: null, templates: [], reason: null, also: [], holding: true, repeat_seen: false, then_done: false, answered: false, send_at: null, quote: null },
        { onSuccess: () => then(message), onError: fail },
      );
    },

    beginWith: (patient: string, proxy: string, then: (conversation: string) => void) =>
      beginWith.mutate({ patient, proxy }, { onSuccess: (started) => then(started.conversation), onError: fail }),

    begin: (patient: string, number: string, then: (conversation: string) => void) =>
      begin.mutate({ patient, number }, { onSuccess: (started) => then(started.conversation), onError: fail }),
  };
}
