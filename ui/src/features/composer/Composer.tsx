import { RotateCw, TriangleAlert } from "lucide-react";
import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent } from "react";
import { v7 as uuid } from "uuid";
import { isAboutContact, useFill, usePreferences, useSend, useWriteNote, type DraftView, type ErrorView, type PurposeView, type TemplateView } from "@/api";
import { t } from "@/i18n";
import { sentence } from "@/lib/errors";
import { useLatest } from "@/lib/hooks";
import { useAfter, useEnterSends, type After } from "@/lib/kept";
import { firstName } from "@/lib/names";
import { numberEnding } from "@/lib/numbers";
import { callName, whoWords } from "@/lib/people";
import { actOf, ariaKeys } from "@/lib/shortcuts";
import { Answering } from "./Answering";
import { askedBy, hasButtons, UNASKED, type Asked, type Seen } from "./asked";
import { Asks } from "./Asks";
import { insteadOf, lineOf, stopOf } from "./contact";
import { EMPTY, holding, joined, withWords } from "./draft";
import { Field } from "./Field";
import { Findings, FirstMessage } from "./Findings";
import { Insert } from "./Insert";
import { inserted } from "./marks";
import { Modes } from "./Modes";
import { Aside, Owned, Size, whyNot } from "./Parts";
import { Purpose } from "./Purpose";
import { SendButton, type SendHandle } from "./SendButton";
import { Closed, Stopped, stopWords } from "./Stopped";
import type { ComposerProps } from "./props";
import { useBox } from "./useBox";
import { useDraft } from "./useDraft";
import { useInsert } from "./useInsert";
import { usePurpose } from "./usePurpose";
import { useStale } from "./useStale";
import { useWords } from "./useWords";
import styles from "./Composer.module.css";

/** A second press that comes sooner was meant for the first label. */
const REREAD = 700;

export function Composer({ view, patient, me, rights, owner, holdSeconds, onSent, onScheduled, onUndoLast, onTake, onReveal, onOutline, onJump, onRecord, onTask, ref }: ComposerProps) {
  const conversation = view.row.id;
  const preferences = usePreferences(patient.id);
  const [reason, setReason] = useState("");
  const [reasonOpen, setReasonOpen] = useState(false);
  const stopped = useRef<HTMLDivElement>(null);
  const { draft, aside, change, keep, setCaret, setMode, flush, settle, error: draftError } = useDraft(conversation, view.draft);
  const { text, mode } = draft;
  // Whoever may override an objection is a clinician, and a clinician writes advice to begin with.
  const aim = usePurpose(draft, rights.includes("override_objection") ? "clinical_advice" : "administration");
  const purpose = aim.shown;
  const { box, select, show, goTo } = useBox(text, mode, view.draft?.caret ?? null);
  const stale = useStale(view, me.name, text !== "" && mode === "reply");
  const send = useSend({ me: me.name, holdSeconds });
  const writeNote = useWriteNote({ me: me.name, holdSeconds });
  const words = useWords(conversation, draft, aim.said);
  const size = words.view?.size;
  const fill = useFill(conversation);
  const wordsReason = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [usual, setUsual] = useAfter(me.id), [enterSends, setEnterSends] = useEnterSends(me.id);
  const mayEnd = rights.includes("organise"), after = usual === "done" && !mayEnd ? "stay" : usual;
  const [problem, setProblem] = useState<ErrorView | null>(null);
  const [repeats, setRepeats] = useState<{ message: string; to: string } | null>(null);
  const to = repeats?.to ?? view.row.number;
  const messageId = useRef<string | null>(null);
  const toldAt = useRef(0);
  const busy = useRef(false), sending = useRef<SendHandle>(null);
  const turn = useRef(0); // counts what was sent
  const gone = useRef<{ text: string; repeats: typeof repeats } | null>(null); // sent last
  const newest = useLatest({ text, note: mode === "note", said: aim.said, write: (next: string) => write(next, next.length) });
  const name = view.with ? callName(view.with.who) : firstName(patient);
  const note = mode === "note", nothing = text.trim() === "";
  const tooLong = !note && !!size && size.characters > size.limit;
  const sendable = !nothing && !tooLong && words.ready;
  const insert = useInsert(note ? undefined : words.templates?.templates, text);
  const unsent = () => { messageId.current = null; setAsked(null); setProblem(null); }; // other words, another message
  const stop = note ? null : stopOf(preferences.data, aim.asked, rights, { with: view.with, number: to });

  useEffect(() => void (repeats && words.needs && wordsReason.current?.focus()), [repeats, words.needs]);

  useEffect(() => onOutline(stale.outlinedAfter), [stale.outlinedAfter, onOutline]);

  useImperativeHandle(ref, () => ({
    focus(next) {
      if (next) setMode(next);
      box.current?.focus();
    },
    insert(said, next, why) {
      if (mode !== next && text.trim() && aside?.mode !== next) keep({ ...EMPTY, mode: next }); // a note never becomes a message
      setMode(next); unsent(); change((begun) => withWords(begun, said, select)); box.current?.focus();
      if (why && !words.reason) words.setReason(why);
    },
    restore(taken) {
      aim.follow();
      if (gone.current?.text.trim() === taken.text.trim()) setRepeats(gone.current.repeats);
      if (note && text.trim()) return keep(taken), "undoneAside";
      select(taken.caret);
      change((begun) => (text.trim() ? joined(taken, { ...begun, purpose: aim.said }) : taken));
      box.current?.focus();
      return "undone";
    },
    answer(quote) {
      if (quote.kind === "note" || quote.corrects) setMode(quote.kind === "note" ? "note" : "reply");
      messageId.current = null; // it says something else then
      change({ quote });
      box.current?.focus();
    },
    repeat(message) {
      if (text.trim()) return false;
      write(message.text, message.text.length);
      select(message.text.length);
      change({ mode: "reply", purpose: message.purpose });
      aim.follow();
      setRepeats({ message: message.id, to: message.number_used ?? view.row.number });
      box.current?.focus();
      return true;
    },
  }));

  function write(next: string, caret: number) {
    unsent();
    if (next === "") stale.done();
    change({ text: next, caret, ...(next.trim() === "" && blank) });
    if (next.trim() === "") forget();
    insert.look(next, caret);
  }

  /** What was said of words that are gone. */
  const blank = { purpose: aim.resting, also: [], templates: [] };
  function forget() {
    if (aside?.mode === "reply") return; // said of the message that is kept
    words.forget();
    setRepeats(null);
    aim.follow();
  }

  /** Puts a template where the "/" was typed, or at the caret, and goes to its first blank. */
  async function put(template: TemplateView, start: number, end: number) {
    insert.close();
    const [before, asked] = [text, turn.current];
    const filled = await fill(template).catch((error: ErrorView) => setProblem(error));
    // Sent meanwhile, or a note now: it has no place any more.
    if (!filled || turn.current !== asked || newest.current.note) return;
    const whole = inserted(before, newest.current.text, { start, end }, box.current?.selectionStart ?? text.length, filled.text);
    aim.follow();
    change((begun) => holding(begun, filled, newest.current.said));
    write(whole.text, whole.place.end);
    select(whole.place.start, whole.place.end);
    box.current?.focus();
  }

  function failed(error: ErrorView, sent: DraftView, seen: Seen, after: After) {
    // Only when it is not known whether it was heard may the same words ask again under the same name.
    if (error.code !== "internal") messageId.current = null;
    change((begun) => (begun.text.trim() ? joined(sent, begun) : sent)); // what was begun meanwhile stays
    if (error.code === "quote_gone") change((begun) => ({ quote: begun.quote && { ...begun.quote, gone: true } }));
    const question = askedBy(error, seen, after);
    if (question) return setAsked(question);
    if (error.code === "stale_view") {
      toldAt.current = Date.now();
      stale.refuse(error.count ?? 1, stale.newest);
      return onReveal(stale.newest);
    }
    setProblem(error);
    box.current?.focus();
  }

  /** Sends, or asks first. A second press answers what was asked beside the button, and goes where the first one wanted to go. */
  async function submit(then: After = asked?.after ?? after, seen: Seen = asked?.about === "repeat" ? asked.seen : UNASKED) {
    if (busy.current || nothing || tooLong) return;
    if (asked?.about === "repeat" && Date.now() - asked.at < REREAD) return;
    if (!words.ready) return words.open ? goTo(false, { start: 0, end: 0 }) : wordsReason.current?.focus();
    const despite = stop?.liftable && reasonOpen && reason.trim() ? reason.trim() : null;
    if (stop && !despite) return stopped.current?.focus();
    if (!note && stale.count > 0) {
      toldAt.current = Date.now();
      onReveal(stale.outlinedAfter ?? 0);
      return stale.show();
    }
    if (!note && stale.told && Date.now() - toldAt.current < REREAD) return;
    busy.current = true;
    turn.current++;
    setAsked(null);
    setProblem(null);
    const message = (messageId.current ??= uuid());
    const sent = draft;
    change({ text: "", caret: 0, quote: null, ...blank }, false);
    try {
      if (note) await writeNote.mutateAsync({ message, conversation, text, quote: sent.quote });
      const leaves = note ? null : (await send.mutateAsync({ message, conversation, revision: stale.revision, to, text, shared_number_seen: seen.shared, review_seen: seen.review, repeats: repeats?.message ?? null, purpose: aim.said, despite, templates: sent.templates, reason: words.sent, also: sent.also, holding: false, repeat_seen: seen.repeat, then_done: then === "done" && !seen.at, answered: seen.answered, send_at: seen.at, quote: sent.quote })).leaves;
      setReason("");
      setReasonOpen(false);
      gone.current = note ? gone.current : { text, repeats };
      forget();
      messageId.current = null;
      stale.done();
      settle();
      box.current?.focus();
      if (leaves) onScheduled(message, name, leaves); else if (!note) onSent(message, name, then);
    } catch (error) {
      failed(error as ErrorView, sent, seen, then);
    } finally {
      busy.current = false;
    }
  }

  const instead = onTask && ((way: "phone" | "letter") => onTask(way, text.trim(), () => {
    // What was typed while the task was made stays.
    if (newest.current.text.startsWith(text)) newest.current.write(newest.current.text.slice(text.length).trimStart());
    settle();
  }));

  function key(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || insert.key(event, (one, start, end) => void put(one, start, end))) return;
    if (event.key === "Tab" && !note && !event.ctrlKey && !event.altKey && goTo(event.shiftKey)) return event.preventDefault();
    const way = instead && stop && insteadOf(event.nativeEvent, stop, preferences.data);
    if (way) return event.preventDefault(), instead(way);
    const plainEnter = event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    const act = plainEnter && enterSends ? "send" : actOf(event.nativeEvent, ["composer"])?.id;
    if (act === "sendLater") return event.preventDefault(), sending.current?.later();
    if (act === "send" || act === "sendNext" || (act === "sendDone" && (mayEnd || note))) {
      event.preventDefault();
      if (!hasButtons(asked)) void submit(act === "send" ? undefined : act === "sendNext" ? "next" : "done");
    } else if (act === "undo" && text === "") {
      event.preventDefault();
      onUndoLast();
    }
  }

  function choosePurpose(next: PurposeView) {
    unsent();
    aim.choose(next);
    change({ purpose: next });
  }

  const review = note ? 0 : stale.count || (stale.told?.refused ? stale.told.count : 0);
  const label = note ? t("composer.noteLabel") : t("composer.replyLabel", { name });
  const twice = !note && asked?.about === "repeat" ? asked : null;
  const sendLabel = review ? t("composer.review", { count: review }) : t(`closing.send.${twice ? "again" : after}`, { name });
  const told = problem && (stop && isAboutContact(problem.code) ? t("consent.composer.kept") : whyNot(problem));
  if (!rights.includes("write_notes")) return <section className={`${styles.composer} ${styles.sealed}`} aria-label={t("regions.composer")} data-region="composer" tabIndex={-1} data-testid="composer-sealed"><p>{t("consent.composer.readOnly")}</p></section>;
  return (
    <section className={`${styles.composer} ${note ? styles.noteMode : ""}`} aria-label={t("regions.composer")} data-region="composer" data-mode={mode} data-testid="composer">
      {owner && owner.id !== me.id && !note && <Owned name={owner.name} onTake={onTake} onNote={() => { setMode("note"); box.current?.focus(); }} />}
      {aside && <Aside note={note} name={name} onBack={() => { select(aside.caret); setMode(aside.mode); box.current?.focus(); }} />}
      <div className={styles.top}>
        <Modes mode={mode} name={name} onMode={(next) => { setAsked(null); setMode(next); box.current?.focus(); }} />
        {!note && !stop?.closed && <Purpose purpose={purpose} line={view.with ? undefined : lineOf(preferences.data, purpose)} also={aim.asked.filter((one) => one !== purpose)} failed={preferences.isError} onPurpose={choosePurpose} />}
      </div>
      <p className="unseen" role="status">{stop && stopWords(stop, patient)}</p>
      {stop?.closed && <Closed stop={stop} patient={patient} notes />}
      {!note && words.view?.first && text.trim() !== "" && <FirstMessage first={words.view.first} name={name} onInsert={(id) => { const one = words.templates?.templates.find((known) => known.id === id); const at = box.current?.selectionStart ?? text.length; if (one) void put(one, at, at); }} />}
      {draft.quote && <Answering quote={draft.quote} note={note} name={name} from={view.with && whoWords(view.with.who)} onJump={onJump} onRemove={() => { messageId.current = null; change({ quote: null }); box.current?.focus(); }} />}
      {(!stop?.closed || text !== "") && <Field box={box} text={text} findings={words.findings} anchor={insert.start} anchorRef={insert.anchor}>
        <textarea
          ref={box} className={styles.box} rows={2} value={text} dir="auto" data-testid="composer-text" aria-label={label} aria-keyshortcuts={[ariaKeys("composer"), ariaKeys("send"), ariaKeys("sendNext"), ariaKeys("sendDone")].join(" ")}
          placeholder={note ? t("composer.notePlaceholder") : t("compose.placeholder", { name })} aria-describedby="composer-words" spellCheck {...insert.aria}
          onChange={(event) => write(event.target.value, event.target.selectionStart)} onSelect={(event) => { setCaret(event.currentTarget.selectionStart); insert.look(text, event.currentTarget.selectionStart); }}
          onBlur={() => { insert.close(); flush(); }} onKeyDown={key}
        />
      </Field>}
      {insert.start !== null && <Insert id={insert.id} found={insert.found} at={insert.at} conversation={conversation} anchor={insert.anchor} query={insert.query} onAt={insert.setAt} onChoose={(one) => void put(one, insert.start ?? 0, insert.end)} />}
      {!note && <Findings words={words} text={text} patient={patient} number={view.row.number} name={name} reasonRef={wordsReason} onSend={() => void submit()} onShow={show} />}
      <Asks asked={asked} conversation={conversation} patient={patient} name={name} onSend={(one) => void submit(one.after, one.seen)} onCancel={() => { setAsked(null); box.current?.focus(); }} />
      <div id="composer-words" className={styles.words} role="status">
        {problem && <p className={styles.bad} data-testid="composer-error" data-code={problem.code}><TriangleAlert size={14} aria-hidden="true" />{told}</p>}
        {draftError && !problem && <p className={styles.bad}><TriangleAlert size={14} aria-hidden="true" />{t("composer.saveFailed", { message: draftError.message })}</p>}
        {!note && repeats && <p data-testid="composer-repeats"><RotateCw size={14} aria-hidden="true" />{t("compose.again")}</p>}
        {twice && <p className={styles.twice} data-testid="composer-twice"><TriangleAlert size={14} aria-hidden="true" />{t("closing.same", { message: sentence(twice.error) })}</p>}
        {!note && stale.told && <p className={styles.stale}>{t("composer.stale", { count: stale.told.count })}</p>}
      </div>
      {stop && !stop.closed && (
        <Stopped
          ref={stopped} stop={stop} patient={patient} number={view.row.number} mayRecord={!!preferences.data?.may_record} onRecord={() => onRecord(stop.about[0] ?? purpose)} onTask={instead} cannotPhone={!!preferences.data?.needs.cannot_phone}
          despite={{
            open: reasonOpen, reason, onOpen: (open) => { setReasonOpen(open); if (!open) box.current?.focus(); }, onReason: setReason, onSend: () => void submit(),
            label: review ? sendLabel : t("consent.composer.despiteSend", { name }), ready: sendable && !hasButtons(asked) && reason.trim() !== "",
          }}
        />
      )}
      {(!stop || (reasonOpen && !stop.closed)) && (
        <div className={styles.foot}>
          {!note && <Size size={size} empty={text === ""} />}
          {!note && !nothing && words.view?.signature && <span className={styles.signed} data-testid="composer-signature">{t("compose.signed", { line: words.view.signature })}</span>}
          <span className={styles.space} />
          {!note && !stop && <span className={styles.to}>{t("composer.to", { ending: numberEnding(to) })}</span>}
          {!stop && (
            <SendButton
              act={note ? "note" : review ? "review" : "send"} label={note ? t("composer.addNote") : sendLabel} disabled={!sendable || hasButtons(asked)} onPress={() => void submit()}
              after={after} mayEnd={mayEnd} onAfter={setUsual} enterSends={enterSends} onEnterSends={setEnterSends} ref={sending} onLater={repeats || review ? null : (at) => void submit("stay", { ...UNASKED, at })}
            />
          )}
        </div>
      )}
    </section>
  );
}
