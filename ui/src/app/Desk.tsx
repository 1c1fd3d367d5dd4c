import { PanelRightOpen } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAppEvent, useConversation, useCounts, usePreferences, useRecent, useTemplateOfMessage, useTemplates, useTriage, type ActView, type AppEvent, type AppView, type MessageView, type PatientView, type PolicyDocument, type ProxyView, type Queue, type StaffView } from "@/api";
import type { PracticeView } from "@/contract/PracticeView";
import { Button, useToast } from "@/components";
import { Messaging } from "@/features/consent";
import type { ComposerHandle } from "@/features/composer";
import type { LogHandle } from "@/features/conversation";
import { ClassMenu, EndDay, NextSteps, Today, TriageNotice } from "@/features/due";
import { AssignMenu, DoneDialog } from "@/features/handling";
import { LimitPart } from "@/features/limit";
import { List, type Listed } from "@/features/list";
import { Queues, QUEUES, QueueSelect, type Screen } from "@/features/nav";
import { PatientPane } from "@/features/patient";
import { NumberState, People } from "@/features/people";
import { PolicyNotice, PolicyScreen } from "@/features/policy";
import { ProviderNotice, SettingsScreen, type Section } from "@/features/settings";
import { TemplatesScreen, type TemplateWork } from "@/features/templates";
import { FindBar, Palette, type Found, type PaletteHandle } from "@/features/palette";
import { CheatSheet } from "@/features/shortcuts";
import { SnoozeMenu } from "@/features/snooze";
import { Trouble } from "@/features/sync";
import { NeedsPart, PatientTasks, TasksScreen, useTaskDialogs } from "@/features/tasks";
import { t } from "@/i18n";
import { whoseWords } from "@/lib/duty";
import { errorWords } from "@/lib/errors";
import { useEnterSends, type After } from "@/lib/kept";
import { loudName } from "@/lib/names";
import { useMedia } from "@/lib/hooks";
import { quoteOf } from "@/lib/quote";
import { offered, type Acts } from "./acts";
import { Announcer } from "./Announcer";
import { Bar } from "./Bar";
import { ConversationPane, NoConversation } from "./ConversationPane";
import { usePreference } from "./preferences";
import { Reviews } from "./Reviews";
import { WishDialog, type WishAsked } from "./WishDialog";
import { useHandling } from "./useHandling";
import { moveRegion, useKeys } from "./useKeys";
import styles from "./Desk.module.css";

type Place = { id: string; around: number | null };

/** The desk: queues, a list, a conversation and its patient, and the keys that join them. */
export function Desk({ app, practice, me }: { app: AppView; practice: PracticeView; me: StaffView }) {
  const toast = useToast();
  const counts = useCounts();
  const [chosenQueue, setChosenQueue] = useState<Queue | null>(null);
  // To begin with: what is mine, or, where nothing is, what is open.
  const queue = chosenQueue ?? (counts.data?.mine ? "mine" : "open");
  const [place, setPlace] = useState<Place | null>(null);
  const [assigning, setAssigning] = useState<"header" | "pane" | null>(null);
  const [snoozing, setSnoozing] = useState(false);
  const [escalating, setEscalating] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [letters, setLetters] = usePreference("letters", true);
  const [enterSends, setEnterSends] = useEnterSends(me.id);
  const [paneKept, setPaneKept] = usePreference("patientPane", true);
  // A practice that is still being set up begins where that is done, for whoever does it.
  const [screen, setScreen] = useState<Screen | null>(!practice.training && app.policy_version === null && app.rights.includes("manage_staff") ? "settings" : null);
  const [section, setSection] = useState<Section>("practice");
  const [templateWork, setTemplateWork] = useState<TemplateWork>(null);
  const [policyDraft, setPolicyDraft] = useState<PolicyDocument | null>(null);
  const tasks = useTaskDialogs(app.staff, me);
  const [finished, setFinished] = useState<string | null>(null);
  const [drawer, setDrawer] = useState(false);
  const [day, setDay] = useState<"today" | "end" | "next_steps" | null>(null);
  const templateList = useTemplates().data;
  const templateOf = useTemplateOfMessage();
  const triage = useTriage().data;
  const holder = app.staff.find(({ id }) => id === triage?.holder)?.name ?? null;
  const single = useMedia("(max-width: 760px)");
  const withoutNav = useMedia("(max-width: 1020px)");
  const withoutPane = useMedia("(max-width: 1180px)");
  const pane = withoutPane ? drawer : paneKept;

  const rows = useRef<Listed[] | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const log = useRef<LogHandle>(null);
  const palette = useRef<PaletteHandle>(null);
  const headerAssign = useRef<HTMLButtonElement>(null);
  const headerSnooze = useRef<HTMLButtonElement>(null);
  const paneAssign = useRef<HTMLButtonElement>(null);
  const lastSent = useRef<{ message: string; conversation: string } | null>(null);

  const conversation = useConversation(place?.id ?? null);
  const view = conversation.data;
  const recent = useRecent(me.id, place?.id ?? null).data;
  const patient = view?.patient ?? null;
  const preferences = usePreferences(patient?.id ?? null).data;
  const [wishes, setWishes] = useState<WishAsked | null>(null);
  const mayOrganise = app.rights.includes("organise");
  const owner = app.staff.find(({ id }) => id === view?.row.owner) ?? (view?.row.owner === me.id ? me : undefined);

  const account = app.role_accounts.find(({ id }) => id === view?.row.role_account);

  const back = () => setScreen(null);
  const showScreen = (next: Screen, part: Section = "practice") => {
    setSection(part);
    setScreen(next);
  };
  const open = useCallback((id: string, around: number | null = null) => {
    setScreen(null);
    setPlace({ id, around });
  }, []);
  const showTasks = () => showScreen("tasks");
  const chooseQueue = (next: Queue) => {
    back();
    setChosenQueue(next);
    setPlace(null);
  };
  const onRows = (next: Listed[] | null) => {
    rows.current = next;
    if (!place && next?.[0] && !single && (chosenQueue || counts.data)) open(next[0].id);
  };

  const handling = useHandling(view, app, me, {
    onDone(id) {
      setFinished(id);
      const index = rows.current?.findIndex((row) => row.id === id) ?? -1;
      const next = index < 0 ? undefined : (rows.current?.[index + 1] ?? rows.current?.[index - 1]);
      if (place?.id !== id) return;
      if (single || !next) setPlace(null);
      else open(next.id);
    },
    onUndone(id, draft) {
      return (place?.id === id && composer.current?.restore(draft)) || "restored";
    },
    onReason: (id, message) => place?.id === id && (composer.current?.repeat(message) ?? false),
  });

  const step = (by: 1 | -1, wanted: (row: Listed) => boolean = () => true) => {
    const list = rows.current ?? [];
    let index = list.findIndex((row) => row.id === place?.id) + by;
    if (!place) index = 0;
    for (; index >= 0 && index < list.length; index += by) {
      const row = list[index];
      if (row && wanted(row)) return open(row.id);
    }
  };
  const unread = (row: Listed) => row.unread > 0;
  const doneOrReopen = () => view && mayOrganise && (view.row.done ? handling.reopen() : handling.done(null));
  const togglePane = () => (withoutPane ? setDrawer(!drawer) : setPaneKept(!paneKept));
  const begin = (patient: PatientView, number: string) =>
    handling.begin(patient.id, number, (id) => {
      open(id);
      setTimeout(() => composer.current?.focus("reply"), 150);
    });

  const writeTo = (proxy: ProxyView) =>
    patient && handling.beginWith(patient.id, proxy.id, (id) => {
      open(id);
      setTimeout(() => composer.current?.focus("reply"), 150);
    });

  const answer = (message: MessageView | null | undefined, corrects = false) => message && composer.current?.answer(quoteOf(message, corrects));
  /** Goes to another place where the words were said; from the last to the first. */
  const stepFound = (by: 1 | -1) => {
    if (!found || found.conversation !== place?.id) return palette.current?.open("here");
    const at = (found.at + by + found.numbers.length) % found.numbers.length;
    setFound({ ...found, at });
    open(found.conversation, found.numbers[at]);
  };
  const none = view && !screen ? null : t("palette.off.none"), whose = none ?? (patient ? null : t("palette.off.unmatched"));
  const may = (right: ActView) => (app.rights.includes(right) ? null : t("palette.off.role")), organise = none ?? may("organise");
  const acts: Acts = {
    nextConversation: { run: () => step(1) }, previousConversation: { run: () => step(-1) }, nextInList: { run: () => step(1) }, previousInList: { run: () => step(-1) },
    nextUnread: { run: () => step(1, unread) }, previousUnread: { run: () => step(-1, unread) }, nextRegion: { run: () => moveRegion(1) }, previousRegion: { run: () => moveRegion(-1) },
    queue: { run: (index) => QUEUES[index] && chooseQueue(QUEUES[index]) }, tasks: { run: showTasks },
    reply: { run: () => composer.current?.focus("reply"), off: whose ?? may("send") }, note: { run: () => composer.current?.focus("note"), off: whose ?? may("write_notes") },
    answer: { run: () => answer(log.current?.focused()), off: whose ?? may("write_notes") },
    assign: { run: () => setAssigning("header"), off: organise }, claim: { run: () => handling.assign(me.id), off: organise }, done: { run: doneOrReopen, off: organise },
    snooze: { run: () => setSnoozing(true), off: organise ?? (view?.row.done ? t("palette.off.done") : null) }, holding: { run: () => hold(), off: none ?? may("send") ?? (view?.holding ? null : t("palette.off.nobodyWaits")) },
    escalate: { run: () => setEscalating(true), off: none ?? (app.rights.length ? null : t("palette.off.role")) }, composer: { run: () => composer.current?.focus(), off: whose },
    palette: { run: () => palette.current?.open("all") }, search: { run: () => palette.current?.open("search") }, findHere: { run: () => palette.current?.open("here"), off: none },
    findNext: { run: () => stepFound(1), off: none }, findPrevious: { run: () => stepFound(-1), off: none }, patientPane: { run: togglePane }, cheatSheet: { run: () => setKeysShown(true) },
  };
  useKeys(acts, letters, () => composer.current?.focus(), (why) => toast({ text: t("palette.not", { why }) }));

  useAppEvent(useCallback((event: AppEvent) => {
    if (event.event === "open" && event.conversation) open(event.conversation);
  }, [open]));

  useEffect(() => {
    setAssigning(null);
    setSnoozing(false);
    setEscalating(false);
    setWishes(null);
    setFound(null);
  }, [place?.id]);
  useEffect(() => {
    document.title = t("app.name");
  }, []);

  const sent = (message: string, name: string, after: After = "stay") => {
    const from = place?.id ?? "";
    if (after !== "stay") step(1);
    lastSent.current = { message, conversation: from };
    toast({ text: t(after === "done" ? "closing.held" : "toast.held", { name, seconds: app.hold_seconds }), lasts: Math.max(1500, (app.hold_seconds - 2) * 1000), act: { label: t("toast.undo"), run: () => handling.undo(message, from), testId: "toast-undo" } });
  };
  const scheduled = (message: string, name: string, words: string) => {
    const from = place?.id ?? "";
    toast({ text: t("later.done", { name, words }), act: { label: t("later.undo"), run: () => handling.cancelScheduled(message, true, from), testId: "toast-unschedule" } });
  };
  const hold = () => handling.hold((message) => sent(message, patient ? loudName(patient) : ""));
  const makeTemplate = (message: MessageView) => {
    if (templateWork) {
      toast({ text: t("made.busy") });
      return showScreen("templates");
    }
    templateOf.mutate({ message: message.id }, {
      onSuccess(made) {
        setTemplateWork({ template: null, seen: 0, ...made });
        showScreen("templates");
      },
      onError: (error) => toast({ tone: "bad", text: t("made.failed", { message: errorWords(error) }) }),
    });
  };
  const undoLast = () => {
    if (lastSent.current?.conversation === place?.id && lastSent.current) handling.undo(lastSent.current.message, lastSent.current.conversation);
  };
  const policyNote = policyDraft ? t("policy.navUnsaved") : app.policy_version === null ? t("policy.navNone") : app.policy_accepted ? null : t("policy.navUnread");
  const title = withoutNav ? <><h2 className="unseen">{t(`nav.${queue}`)}</h2><QueueSelect queue={queue} onQueue={chooseQueue} onTasks={showTasks} /></> : <h2>{t(`nav.${queue}`)}</h2>;
  const showPatient = !pane && view && <Button variant="quiet" size="small" icon={<PanelRightOpen size={15} />} title={t("patient.show")} shortcut="patientPane" aria-expanded={false} onClick={togglePane} data-testid="patient-show" />;

  const list = <List queue={queue} title={title} selected={place?.id ?? null} finished={finished} staff={app.staff} me={me.id} accounts={app.role_accounts} onOpen={open} onQueue={chooseQueue} onRows={onRows} />;

  return (
    <div className={styles.desk} data-testid="desk">
      <Bar practice={practice} me={me} sync={app.sync} onKeys={() => setKeysShown(true)} screen={screen} onScreen={withoutNav ? showScreen : null} onToday={withoutNav ? () => setDay("today") : null}>
        <Palette
          ref={palette} acts={offered(acts, { queue: chooseQueue, tasks: showTasks, screen: showScreen, day: setDay, mayEnd: mayOrganise })} recent={recent?.filter(({ conversation: id }) => id !== place?.id) ?? []} here={view && !screen ? view.row.id : null}
          onOpen={open} onBegin={begin} onFound={(words, numbers, chosen) => place && (setFound({ conversation: place.id, words, numbers, at: numbers.indexOf(chosen) }), open(place.id, chosen))}
        />
      </Bar>
      {app.sync.trouble && <Trouble error={app.sync.trouble} />}
      {(screen !== "policy" || app.policy_version === null) && <PolicyNotice app={app} onOpen={screen === "policy" ? null : () => showScreen("policy")} />}
      {!(screen === "settings" && section === "provider") && <ProviderNotice app={app} onOpen={() => showScreen("settings", "provider")} />}
      <TriageNotice me={me} mayOrganise={mayOrganise} onToday={() => setDay("today")} onEnd={() => setDay("end")} />
      <div className={styles.panes}>
        {!withoutNav && <Queues queue={screen ? null : queue} onQueue={chooseQueue} screen={screen} onScreen={showScreen} policyNote={policyNote} holder={holder} onToday={() => setDay("today")} />}
        {screen === "policy" && <PolicyScreen me={me.name} draft={policyDraft} onDraft={setPolicyDraft} onBack={back} />}
        {screen === "templates" && <TemplatesScreen me={me} staff={app.staff} work={templateWork} onWork={setTemplateWork} onBack={back} />}
        {screen === "tasks" && <TasksScreen me={me} staff={app.staff} onAsk={tasks.ask} onOpen={open} onBack={back} />}
        {screen === "reviews" && <Reviews app={app} onBack={back} />}
        {screen === "settings" && <SettingsScreen app={app} practice={practice} me={me} section={section} onSection={setSection} onPolicy={() => showScreen("policy")} onTemplates={() => showScreen("templates")} onBack={back} />}
        {!screen && <>
        {single ? !place && <main className={styles.only}>{list}</main> : list}
        {view && place ? (
          <ConversationPane
            key={place.id} view={view} app={app} me={me} around={place.around} handling={handling} assignRef={headerAssign} assignOpen={assigning === "header"} snoozeRef={headerSnooze} snoozeOpen={snoozing} onSnooze={() => setSnoozing(true)} composer={composer} log={log} escalating={escalating} onEscalating={setEscalating}
            find={found?.conversation === place.id && <FindBar key={found.words} found={found} onStep={stepFound} onClose={() => (setFound(null), requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region="messages"]')?.focus()))} />}
            onAssign={() => setAssigning("header")} onDone={doneOrReopen} onSent={sent} onScheduled={scheduled} onUndoLast={undoLast} onMatched={(name) => toast({ text: t("toast.matched", { name }) })}
            onRecord={(prefill) => setWishes({ about: "wish", prefill })} onTask={tasks.ask} onTemplate={app.rights.includes("send") && (templateList?.may_keep_own || templateList?.may_write) ? makeTemplate : null} onNewest={() => setPlace({ id: place.id, around: null })} onAround={(number) => setPlace({ id: place.id, around: number })} onAnswer={answer} onBack={single ? () => setPlace(null) : undefined} showPatient={showPatient} clock={<ClassMenu key={view.row.id} row={view.row} mayChange={mayOrganise} holding={app.rights.includes("send") ? view.holding : null} onHold={hold} />}
          />
        ) : (
          !single && <NoConversation state={conversation.isError ? "failed" : place ? "loading" : "none"} onAgain={() => void conversation.refetch()} />
        )}
        {pane && !(single && !place) && (
          <div className={withoutPane ? styles.drawer : styles.side}>
            <PatientPane view={view} owner={owner} mine={view?.row.owner === me.id} whose={account ? whoseWords(account, app.staff, me.id) : null} ownerRef={paneAssign} onAssign={() => setAssigning("pane")} onTopic={handling.topic} onOpen={open} onBegin={begin} onHide={togglePane} mayOrganise={mayOrganise} numberState={(of, number) => <NumberState patient={of} number={number} />}>
              {patient && <Messaging key={patient.id} patient={patient.id} maySafe={app.rights.includes("mark_safe")} onRecord={() => setWishes({ about: "wish", prefill: {} })} onRoute={(about) => setWishes({ about })} />}
              {patient && <LimitPart key={`limit-${patient.id}`} patient={patient} mayLimit={app.rights.includes("limit_messaging")} />}
              {patient && <People key={`people-${patient.id}`} patient={patient.id} onWrite={app.rights.includes("send") ? writeTo : null} onEdit={(proxy) => setWishes({ about: "person", proxy })} onEnd={(proxy) => setWishes({ about: "end", proxy })} />}
              {patient && <NeedsPart patient={patient.id} onEdit={app.rights.includes("reach_otherwise") ? (needs) => tasks.ask({ about: "needs", patient, needs }) : null} />}
              {patient && place && <PatientTasks patient={patient} conversation={place.id} number={view?.row.number ?? ""} me={me} staff={app.staff} mayAct={app.rights.includes("reach_otherwise")} onAsk={tasks.ask} />}
            </PatientPane>
          </div>
        )}
        </>}
      </div>
      <AssignMenu
        triggerRef={assigning === "pane" ? paneAssign : headerAssign} open={assigning !== null} onOpenChange={(next) => !next && setAssigning(null)}
        staff={app.staff} me={me} owner={view?.row.owner ?? null} onAssign={handling.assign}
        accounts={app.role_accounts} account={view?.row.role_account ?? null} onAssignRole={handling.assignRole}
      />
      {view && <SnoozeMenu triggerRef={headerSnooze} open={snoozing} onOpenChange={setSnoozing} row={view.row} onSnoozed={(words) => handling.snoozed(view.row.id, words)} />}
      {handling.asking && <DoneDialog conversation={view?.row.id ?? ""} error={handling.asking} pending={handling.donePending} onClose={handling.stopAsking} onConfirm={handling.done} />}
      <WishDialog asked={wishes} patient={patient} preferences={preferences} onClose={() => setWishes(null)} />
      {tasks.element}
      {day === "today" && <Today app={app} me={me} mayOrganise={mayOrganise} onEnd={() => setDay("end")} onNextSteps={() => setDay("next_steps")} onClose={() => setDay(null)} />}
      {day === "next_steps" && <NextSteps onOpen={(id) => (setDay(null), open(id))} onClose={() => setDay(null)} />}
      {day === "end" && <EndDay staff={app.staff} me={me} onShow={(kind) => (setDay(null), kind === "overdue_task" ? showTasks() : chooseQueue(kind === "unowned" ? "unassigned" : kind))} onClose={() => setDay(null)} />}
      <CheatSheet open={keysShown} onClose={() => setKeysShown(false)} letters={letters} onLetters={setLetters} enterSends={enterSends} onEnterSends={setEnterSends} />
      <Announcer conversation={place?.id ?? null} newest={view?.page.messages.findLast((message) => message.kind === "in")?.number ?? 0} />
    </div>
  );
}
