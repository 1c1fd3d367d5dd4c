import { MessagesSquare, Siren } from "lucide-react";
import { useCallback, useRef, useState, type Ref, type RefObject } from "react";
import { usePreferences, useTasks, type AppView, type ConversationView, type MessageView, type StaffView } from "@/api";
import { Bone, Button, Dialog, DialogActions, Empty, Failed, useToast } from "@/components";
import { Composer, type ComposerHandle } from "@/features/composer";
import { RouteBanner, type Prefill } from "@/features/consent";
import { CallFirst, LookFirst } from "@/features/due";
import { EscalateMenu } from "@/features/escalate";
import { Header, IdentityStrip, Log, Waiting, type LogHandle, type MessageActs } from "@/features/conversation";
import { LimitBanner } from "@/features/limit";
import { MatchStep } from "@/features/match";
import { NumberPrompt } from "@/features/people";
import { useRetract } from "@/features/retract";
import { NeedsStrip, TaskLine, useMakeTask, type TaskAsking } from "@/features/tasks";
import { t } from "@/i18n";
import { birthDate } from "@/lib/dates";
import { whoseWords } from "@/lib/duty";
import type { After } from "@/lib/kept";
import { loudName } from "@/lib/names";
import { whoWords } from "@/lib/people";
import { hint } from "@/lib/shortcuts";
import type { useHandling } from "./useHandling";
import styles from "./Desk.module.css";

type Props = {
  view: ConversationView;
  app: AppView;
  me: StaffView;
  around: number | null;
  handling: ReturnType<typeof useHandling>;
  assignRef: Ref<HTMLButtonElement>;
  assignOpen: boolean;
  snoozeRef: Ref<HTMLButtonElement>;
  snoozeOpen: boolean;
  onSnooze: () => void;
  composer: RefObject<ComposerHandle | null>;
  escalating: boolean;
  onEscalating: (open: boolean) => void;
  /** What was found here, where something was looked for. */
  find: React.ReactNode;
  log: RefObject<LogHandle | null>;
  onAssign: () => void;
  onDone: () => void;
  onSent: (message: string, name: string, after: After) => void;
  onScheduled: (message: string, name: string, words: string) => void;
  onUndoLast: () => void;
  onMatched: (name: string) => void;
  onNewest: () => void;
  /** Read the messages around this one. */
  onAround: (number: number) => void;
  onAnswer: (message: MessageView, corrects?: boolean) => void;
  onRecord: (prefill: Prefill) => void;
  onTask: (asking: TaskAsking) => void;
  onTemplate: ((message: MessageView) => void) | null;
  onBack?: (() => void) | undefined;
  showPatient: React.ReactNode;
  /** What is due, and which reply time counts. */
  clock: React.ReactNode;
};

/** One conversation: who, what was said, and what is being written. Keyed by its id: nothing of another stays behind. */
export function ConversationPane({ view, app, me, around, handling, log, ...props }: Props) {
  const { row, patient, unmatched } = view;
  const [outlined, setOutlined] = useState<number | null>(null);
  const owner = app.staff.find(({ id }) => id === row.owner) ?? (row.owner === me.id ? me : undefined);
  const account = app.role_accounts.find(({ id }) => id === row.role_account);
  const [went, setWent] = useState<number | null>(null);
  const jump = (number: number) => {
    if (log.current?.goTo(number)) return;
    setWent(number);
    props.onAround(number);
  };
  const reveal = useCallback((after: number) => requestAnimationFrame(() => log.current?.showAfter(after)), [log]);
  const preferences = usePreferences(patient?.id ?? null).data;
  const tasks = useTasks({ list: "conversation", conversation: row.id }).data;
  const makeTask = useMakeTask();
  const toast = useToast();
  const escalate = useRef<HTMLButtonElement>(null);
  const { rights } = app;
  const retract = useRetract({ me, rights: app.rights, onCorrect: patient && app.rights.includes("send") ? (message) => props.onAnswer(message, true) : null });
  const acts: MessageActs = {
    from: view.with && whoWords(view.with.who),
    under(message) {
      const task = tasks?.tasks.find((one) => one.message === message.id);
      const about = task?.route === "letter" ? "letter" : "call";
      return task && <TaskLine task={task} onCall={tasks?.may_act && patient ? () => props.onTask({ about, conversation: row.id, patient: patient.id, name: patient, number: task.number, task }) : null} />;
    },
    onRecordWish: preferences?.may_record && !view.with ? (message) => props.onRecord({ message }) : null,
    onDismissWish: app.rights.includes("record_consent") ? handling.dismissWish : null,
    statedAt: preferences?.history[0]?.recorded_at ?? null,
    onUndo: (message) => handling.undo(message.id, row.id),
    onSendAgain: (message) => handling.sendAgain(message),
    onResolve: handling.resolve,
    onRetryFiling: handling.retryFiling,
    onTemplate: patient ? props.onTemplate : null,
    onAnswer: patient && app.rights.includes("write_notes") ? (message) => props.onAnswer(message) : null,
    onJump: jump,
    wrong: retract.acts,
  };
  return (
    <main className={styles.conversation} aria-label={t("regions.conversation")} data-testid="conversation" data-conversation={row.id}>
      <Header view={view} owner={owner} whose={account ? whoseWords(account, app.staff, me.id) : null} mine={row.owner === me.id} onBack={props.onBack} onAssign={props.onAssign} onDone={props.onDone} assignRef={props.assignRef} assignOpen={props.assignOpen} snoozeRef={props.snoozeRef} snoozeOpen={props.snoozeOpen} onSnooze={props.onSnooze} onWake={() => handling.wake(row.id)} mayOrganise={app.rights.includes("organise")} clock={props.clock}
        escalate={rights.length > 0 && <Button ref={escalate} size="small" icon={<Siren size={13} />} shortcut="escalate" onClick={() => props.onEscalating(true)} aria-haspopup="dialog" aria-expanded={props.escalating} data-testid="escalate">{t("escalate.open")}</Button>}
      >{props.showPatient}</Header>
      <EscalateMenu
        triggerRef={escalate} open={props.escalating} onOpenChange={props.onEscalating} view={view} rights={rights} me={me.id} closed={!!preferences && preferences.status !== "active"}
        onCall={(found) => patient && props.onTask({ about: "call", conversation: row.id, patient: patient.id, name: patient, number: found.number, task: tasks?.tasks.find((task) => task.state.state === "open" && task.route === "phone") ?? null, urgent: { born: patient.birth_date, leaveNoMessage: found.leave_no_message, cannotPhone: found.cannot_phone } })}
        onText={(words) => (props.composer.current?.insert(words, "reply", t("escalate.reason")), toast({ text: t("escalate.inBox", { key: hint("send") }) }))}
        onHanded={(name) => toast({ text: t("escalate.handed", { name }) })} onLog={() => props.composer.current?.insert(t("escalate.note"), "note")}
      />
      {props.find}
      <Log key={around ?? "newest"} ref={log} view={view} around={around} went={went !== null && went === around} outlinedAfter={outlined} acts={acts} endsHighlight={app.rights.includes("see_highlighted")} onNewest={props.onNewest} />
      <Waiting texts={view.scheduled} acts={app.rights.includes("send") ? { onMove: handling.reschedule, onCancel: (message, edit) => handling.cancelScheduled(message, edit, row.id) } : null} />
      {patient && (
        <>
          {preferences?.unsafe_route && <RouteBanner route={preferences.unsafe_route} wide />}
          {preferences?.limit && !view.with && <LimitBanner patient={patient} limit={preferences.limit} mayLimit={app.rights.includes("limit_messaging")} />}
          <IdentityStrip patient={patient} number={row.number} with={view.with} />
          <NeedsStrip patient={patient.id} />
          {!view.with && <NumberPrompt patient={patient.id} number={row.number} />}
          {row.due?.raised && !app.rights.includes("see_highlighted") && <LookFirst />}
          {row.call_first && <CallFirst onCall={app.rights.includes("reach_otherwise") ? () => props.onTask({ about: "call", conversation: row.id, patient: patient.id, name: patient, number: row.number, task: null }) : null} />}
          <Composer
            ref={props.composer} view={view} patient={patient} me={me} rights={app.rights} owner={owner} holdSeconds={app.hold_seconds} onSent={props.onSent} onScheduled={props.onScheduled}
            onUndoLast={props.onUndoLast} onTake={() => handling.assign(me.id)} onReveal={reveal} onOutline={setOutlined} onJump={jump} onRecord={(purpose) => props.onRecord({ purpose })}
            onTask={app.rights.includes("reach_otherwise") ? (way, words, onMade) => (words ? makeTask(row.id, way, words, onMade) : props.onTask({ about: "make", patient, conversation: row.id, route: way, needs: preferences?.needs ?? null })) : null}
          />
        </>
      )}
      {!patient && unmatched && app.rights.includes("match") && <MatchStep view={view} unmatched={unmatched} onMatched={props.onMatched} />}
      {retract.dialog}
      {patient && handling.sharing && (
        <Dialog open role="alertdialog" onClose={handling.stopSharing} title={t("composer.shared", { count: handling.sharing.count, name: loudName(patient) })}>
          {patient.birth_date && <p>{t("composer.sharedBorn", { date: birthDate(patient.birth_date) })}</p>}
          <DialogActions>
            <Button autoFocus onClick={handling.stopSharing}>{t("composer.sharedCancel")}</Button>
            <Button variant="primary" onClick={() => handling.sharing && handling.sendAgain(handling.sharing.message, true)}>{t("composer.sharedSend", { name: loudName(patient) })}</Button>
          </DialogActions>
        </Dialog>
      )}
    </main>
  );
}

/** Where no conversation is, or not yet. */
export function NoConversation({ state, onAgain }: { state: "none" | "loading" | "failed"; onAgain: () => void }) {
  const [title, text] = t("conversation.none", { returnObjects: true }) as unknown as [string, string];
  return (
    <main className={styles.conversation} aria-label={t("regions.conversation")} aria-busy={state === "loading"}>
      {state === "none" && <Empty icon={<MessagesSquare size={20} />} title={title} text={text} />}
      {state === "failed" && <Failed title={t("conversation.failed")} onAgain={onAgain} />}
      {state === "loading" && <div className={styles.bones} aria-hidden="true"><Bone width={180} height={14} /><Bone width={320} height={10} /></div>}
    </main>
  );
}
