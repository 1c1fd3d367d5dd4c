import type { ConversationRow } from "@/contract/ConversationRow";
import type { MessageView } from "@/contract/MessageView";
import type { PatientView } from "@/contract/PatientView";
import type { Queue } from "@/contract/Queue";
import type { Commands, CommandName } from "../commands";
import { COMPOSE, findings, purposesOf, signatureOf, strictestOf } from "./compose-handlers";
import { PREFERENCES } from "./consent-handlers";
import { CARRY } from "./carry";
import { CLOSING, mustBeAnswered, notTwice } from "./closing";
import { refusalOf } from "./consent";
import type { Conversation } from "./conversations";
import { STAYS, takes } from "./people";
import { DUE, dueOf, holdingOf } from "./due";
import { ESCALATE } from "./escalate";
import { measure } from "./measure";
import { barOf, PEOPLE, withOf } from "./people-handlers";
import { POLICY } from "./policy-handlers";
import type { FakePractice } from "./practice";
import { PRACTICE } from "./practice-handlers";
import { mayQuote, quoted } from "./quote";
import { refuse } from "./refuse";
import { RETRACT } from "./retract";
import { roleMay } from "./rights";
import { search } from "./search";
import { carry } from "./sending";
import { inQueue, QUEUES } from "./queues";
import { REACH } from "./reach";
import { LIMITS, passesLimit } from "./limit";
import { dutyLines, ROLES, takenOut } from "./roles";
import { keepUntil, SCHEDULED, scheduledIn, shownLeaves } from "./scheduled";
import { comesBack, shownAway, SNOOZE, snoozeLines } from "./snooze";
import { isForMe, TASKS } from "./tasks-handlers";

/** The invented practice's answers: the engine's rules, as far as the window can see them. */

export type Handlers = { [C in CommandName]: (practice: FakePractice, request: Commands[C][0]) => Commands[C][1] };

export const needsPerson = (message: MessageView): boolean =>
  !message.wrong && (message.delivery?.state === "failed" || (message.delivery?.state === "unknown" && message.delivery.needs_person));

const repeated = (conversation: Conversation, message: MessageView) => conversation.messages.some((other) => other.repeats === message.id);

const unfiled = (message: MessageView) => ["pending", "retrying", "failed"].includes(message.filing.state);

export function rowOf(practice: FakePractice, conversation: Conversation): ConversationRow {
  const patient = practice.patients.find(({ id }) => id === conversation.patient);
  const last = conversation.messages.at(-1);
  const spoken = conversation.messages.findLast((message) => message.kind === "in" || (message.kind === "out" && !message.automatic && !conversation.holding?.includes(message.id) && !needsPerson(message) && !message.wrong) || (!message.wrong && (message.way === "call_reached" || message.way === "letter")));
  const answered = spoken !== undefined && spoken.kind !== "in";
  return {
    id: conversation.id,
    patient: patient ? { family: patient.family, given: patient.given } : null,
    with: withOf(practice, conversation)?.who ?? null,
    number: conversation.number,
    topic: conversation.topic,
    preview: (last?.text ?? "").replace(/\s+/gu, " ").slice(0, 120),
    from_patient: last?.kind === "in",
    answered,
    draft: conversation.draft?.text.slice(0, 120) ?? null,
    last_at: last?.at ?? new Date().toISOString(),
    unread: conversation.messages.filter((message) => message.unread).length,
    unfiled: conversation.messages.filter(unfiled).length,
    failed: conversation.messages.filter((message) => needsPerson(message) && !repeated(conversation, message)).length,
    owner: conversation.owner,
    with_team: !conversation.done && !!conversation.withTeam,
    team: conversation.done || conversation.owner ? null : (conversation.team ?? null),
    promised: !conversation.done && !answered ? (conversation.promised ?? null) : null,
    call_first: !conversation.done && !!conversation.callFirst,
    late: !conversation.done && !answered && conversation.messages.some((message) => message.late),
    done: conversation.done,
    due: dueOf(conversation, answered),
    class: conversation.class ?? "routine",
    limited: !!conversation.patient && !conversation.with && !!practice.limitOf(conversation.patient),
    role_account: conversation.duty ?? null,
    ...(conversation.done ? { snoozed: null, back: null } : shownAway(conversation)),
    ...shownLeaves(conversation),
  };
}

export const rows = (practice: FakePractice) => practice.conversations.map((conversation) => rowOf(practice, conversation)).sort((a, b) => b.last_at.localeCompare(a.last_at));

function patientOf(practice: FakePractice, id: string): PatientView {
  const found = practice.patients.find((patient) => patient.id === id);
  if (!found) throw refuse("not_found");
  return found;
}

function pageOf(all: MessageView[], start: number, end: number) {
  return { messages: all.slice(start, end), has_earlier: start > 0, has_later: end < all.length };
}

export const ownerOfMessage = (practice: FakePractice, id: string) => {
  const conversation = practice.conversations.find(({ messages }) => messages.some((message) => message.id === id));
  const message = conversation?.messages.find((candidate) => candidate.id === id);
  if (!conversation || !message) throw refuse("not_found");
  return { conversation, message };
};

export const HANDLERS: Handlers = {
  ...PREFERENCES,
  ...POLICY,
  ...PRACTICE,
  ...TASKS,
  ...SNOOZE,
  ...SCHEDULED,
  ...DUE,
  ...COMPOSE,
  ...PEOPLE,
  ...REACH,
  ...LIMITS,
  ...CARRY,
  ...ROLES,
  ...QUEUES,
  ...CLOSING,
  ...ESCALATE,
  ...RETRACT,

  app(practice) {
    practice.toldPolicy();
    return practice.app;
  },

  set_up(practice, request) {
    if (!request.name.trim() || (!request.training && !request.practice.trim())) throw refuse("bad_request");
    const me = { id: "5009-staff-new", name: request.name, role: request.role, ...STAYS, ...takes(request.role) };
    practice.app = {
      ...practice.app,
      practice: { name: request.training ? "Riverside Surgery" : request.practice, number: request.training ? "+447700900100" : null, training: request.training, test_numbers: [], phone: "", no_personal: false },
      me,
      staff: [me],
    };
    practice.toldPolicy();
    return practice.app;
  },

  choose_me(practice, { staff }) {
    practice.app = { ...practice.app, me: practice.app.staff.find(({ id }) => id === staff) ?? null };
    practice.toldPolicy();
    return practice.app;
  },

  queue_counts(practice) {
    const all = rows(practice);
    const count = (queue: Queue) => all.filter((row) => inQueue(practice, queue, row)).length;
    return {
      mine: count("mine"), unassigned: count("unassigned"), open: count("open"), waiting: count("waiting"),
      unmatched: count("unmatched"), failed: count("failed"), unfiled: count("unfiled"),
      unread: all.filter((row) => !row.done && row.unread > 0).length,
      tasks: practice.tasks.filter((task) => task.state.state === "open" && isForMe(practice, task)).length,
      overdue: count("overdue"),
      unacknowledged: count("unacknowledged"),
      snoozed: count("snoozed"),
      scheduled: count("scheduled"),
      arrived: count("arrived"),
    };
  },

  conversation(practice, { conversation: id }) {
    const conversation = practice.find(id);
    const patient = practice.patients.find((candidate) => candidate.id === conversation.patient) ?? null;
    const all = conversation.messages;
    return {
      row: rowOf(practice, conversation),
      revision: conversation.revision,
      patient,
      unmatched: patient ? null : { candidates: practice.patients.filter(({ contact_points }) => contact_points.some(({ number }) => number === conversation.number)), people: practice.patients.flatMap((one) => practice.peopleOf(one.id).filter(({ number, standing }) => number === conversation.number && standing === "stands").map(({ id: proxy, who }) => ({ proxy, who, patient: one }))) },
      with: withOf(practice, conversation),
      role_lines: dutyLines(practice, conversation),
      snooze_lines: snoozeLines(conversation),
      scheduled: scheduledIn(conversation),
      page: pageOf(all, Math.max(0, all.length - 50), all.length),
      draft: conversation.draft && { ...conversation.draft, quote: quoted(conversation, conversation.draft.quote) },
      holding: holdingOf(practice, rowOf(practice, conversation)),
      others: patient ? rows(practice).filter((row) => row.id !== id && practice.find(row.id).patient === patient.id) : [],
    };
  },

  messages(practice, { conversation: id, before, after, around, limit }) {
    const all = practice.find(id).messages;
    const from = (number: number) => {
      const index = all.findIndex((message) => message.number >= number);
      return index < 0 ? all.length : index;
    };
    if (before !== null) return pageOf(all, Math.max(0, from(before) - limit), from(before));
    if (after !== null) return pageOf(all, from(after + 1), Math.min(all.length, from(after + 1) + limit));
    const end = around !== null ? Math.min(all.length, from(around) + Math.ceil(limit / 2)) : all.length;
    return pageOf(all, Math.max(0, end - limit), end);
  },

  search,

  save_draft(practice, { conversation, ...draft }) {
    const found = practice.find(conversation);
    found.draft = draft.text ? { ...draft, quote: quoted(found, draft.quote) } : null;
    practice.changed(conversation);
    return null;
  },

  send(practice, request) {
    const conversation = practice.find(request.conversation);
    if (conversation.messages.some(({ id }) => id === request.message)) return { message: request.message, leaves: null };
    if (!conversation.patient) throw refuse("not_matched");
    if (!request.text.trim()) throw refuse("empty_message");
    const purposes = [...purposesOf(practice, request.purpose, request.templates), ...request.also];
    const signature = signatureOf(practice, request.text, purposes);
    const text = signature ? `${request.text.trimEnd()}\n${signature}` : request.text;
    const size = measure(text);
    if (size.characters > size.limit) throw refuse("too_long", size.limit);
    const role = practice.app.me?.role ?? "read_only";
    const despite = !!request.despite?.trim();
    if (!roleMay(role, "send") || (despite && !roleMay(role, "override_objection"))) throw refuse("not_allowed");
    const wishes = practice.wishesOf(conversation.patient);
    const proxy = withOf(practice, conversation);
    if (!proxy && practice.limitOf(conversation.patient) && !purposes.every(passesLimit)) throw refuse("messaging_limited");
    const barred = purposes.map((purpose) => barOf(practice, conversation, purpose)).find((one) => one !== null);
    if (barred && !wishes.unsafe) throw barred;
    const refusal = proxy ? (wishes.unsafe && !despite ? "unsafe_route" as const : null) : purposes.map((purpose) => refusalOf(wishes, purpose, practice.optIn, despite)).find((one) => one !== null);
    if (refusal) throw refuse(refusal);
    const severe = (severity: string) => findings(text).some((one) => one.severity === severity);
    if (severe("blocks")) throw refuse("text_blocked");
    if ((severe("needs_reason") || conversation.callFirst) && !request.reason?.trim()) throw refuse("text_needs_reason");
    if (request.revision < conversation.revision) throw refuse("stale_view", conversation.revision - request.revision);
    const point = proxy ? { shared_with: 0 } : patientOf(practice, conversation.patient).contact_points.find(({ number }) => number === request.to);
    if (!point) throw refuse("number_not_patients");
    if (point.shared_with > 0 && !request.shared_number_seen) throw refuse("shared_number", point.shared_with);
    const quote = mayQuote(conversation, request.quote, "out");
    if (request.then_done) mustBeAnswered(conversation, request.answered);
    notTwice(practice, conversation, request, text);
    if (request.send_at) return keepUntil(practice, conversation, request, text);
    if (request.then_done) practice.ending.add(request.message);
    practice.meant.set(request.message, { purpose: request.purpose, also: [...new Set(purposes.slice(1))], templates: request.templates });
    const message = practice.add(conversation, {
      kind: "out", text, id: request.message, author: practice.app.me?.name ?? null, number_used: request.to,
      delivery: { state: "held", until: new Date(Date.now() + practice.hold * 1000).toISOString() },
      filing: { state: "not_due" }, segments: size.segments, repeats: request.repeats, purpose: strictestOf(purposes), despite, quote,
    });
    if (!request.repeats && !request.holding) conversation.draft = null;
    if (request.holding) conversation.holding = [...(conversation.holding ?? []), request.message];
    if (request.holding) conversation.promised = dueOf(conversation, false)?.at ?? null;
    carry(practice, conversation, message);
    practice.changed(conversation.id);
    return { message: request.message, leaves: null };
  },

  undo(practice, { message: id }) {
    const { conversation, message } = ownerOfMessage(practice, id);
    if (message.delivery?.state !== "held") throw refuse("too_late");
    conversation.messages.splice(conversation.messages.indexOf(message), 1);
    if (conversation.holding?.includes(id)) {
      conversation.promised = null;
      practice.changed(conversation.id);
      return null;
    }
    const line = signatureOf(practice, "", ["clinical_advice"]);
    const text = line && message.text.endsWith(`\n${line}`) ? message.text.slice(0, -line.length - 1) : message.text;
    conversation.draft = { text, mode: "reply", caret: text.length, quote: message.quote, ...(practice.meant.get(id) ?? { purpose: message.purpose, also: [], templates: [] }) };
    practice.changed(conversation.id);
    return conversation.draft;
  },

  resolve_unknown(practice, { message: id, send }) {
    const { conversation, message } = ownerOfMessage(practice, id);
    message.delivery = send ? { state: "queued", attempts: 1 } : { state: "failed", at: new Date().toISOString(), class: "technical", code: null };
    if (send) carry(practice, conversation, message);
    practice.changed(conversation.id);
    return null;
  },

  write_note(practice, request) {
    const conversation = practice.find(request.conversation);
    if (!request.text.trim()) throw refuse("empty_message");
    if (!conversation.messages.some(({ id }) => id === request.message)) {
      practice.add(conversation, { kind: "note", text: request.text, id: request.message, author: practice.app.me?.name ?? null, quote: mayQuote(conversation, request.quote, "note") });
      conversation.draft = null;
      practice.changed(conversation.id);
    }
    return { message: request.message, leaves: null };
  },

  start_conversation(practice, { patient, number }) {
    const id = crypto.randomUUID();
    practice.conversations.push({ id, patient, number, topic: null, owner: practice.app.me?.id ?? null, done: false, revision: 0, messages: [], draft: null });
    practice.changed(id);
    return { conversation: id };
  },

  match_conversation(practice, request) {
    const conversation = practice.find(request.conversation);
    if (conversation.patient) throw refuse("already_matched");
    if (request.revision < conversation.revision) throw refuse("stale_view", conversation.revision - request.revision);
    const patient = patientOf(practice, request.patient);
    if (request.add_number) patient.contact_points.push({ number: conversation.number, use: "mobile", shared_with: 0 });
    conversation.patient = patient.id;
    for (const message of conversation.messages) message.filing = { state: "pending" };
    practice.changed(conversation.id);
    return null;
  },

  set_topic(practice, { conversation, topic }) {
    practice.find(conversation).topic = topic;
    practice.changed(conversation);
    return null;
  },

  assign(practice, { conversation, owner }) {
    takenOut(practice, practice.find(conversation));
    comesBack(practice.find(conversation), "assigned", practice.app.me?.name ?? null);
    Object.assign(practice.find(conversation), { owner, withTeam: false, team: undefined });
    practice.changed(conversation);
    return null;
  },

  mark_done(practice, { conversation: id, revision, reason, answered }) {
    const conversation = practice.find(id);
    if (revision < conversation.revision) throw refuse("stale_view", conversation.revision - revision);
    const row = rowOf(practice, conversation);
    if (row.due?.raised && !practice.app.rights.includes("see_highlighted")) throw refuse("highlight_not_seen");
    if (!reason && row.failed) throw refuse("not_sent", row.failed);
    if (!reason && row.unfiled) throw refuse("unfiled", row.unfiled);
    comesBack(conversation, "done", practice.app.me?.name ?? null);
    mustBeAnswered(conversation, answered);
    conversation.done = true;
    conversation.doneTo = conversation.messages.at(-1)?.number ?? 0;
    practice.changed(id);
    return null;
  },

  reopen(practice, { conversation }) {
    practice.find(conversation).done = false;
    practice.changed(conversation);
    return null;
  },

  mark_read(practice, { conversation: id }) {
    const conversation = practice.find(id);
    const { messages } = conversation;
    // Who may not end a highlight leaves it where it began.
    if (practice.app.rights.includes("see_highlighted")) conversation.looked = messages.length;
    else if (messages.some(({ unread }) => unread)) conversation.looked ??= messages.findIndex(({ unread }) => unread);
    for (const message of messages) message.unread = false;
    if (conversation.away && (conversation.owner === null || conversation.owner === practice.app.me?.id)) conversation.away.back = null;
    practice.changed(id);
    return null;
  },

  retry_filing(practice, { conversation: id }) {
    const conversation = practice.find(id);
    for (const message of conversation.messages) if (unfiled(message)) message.filing = { state: "pending" };
    practice.changed(id);
    practice.later(1500, () => {
      for (const message of conversation.messages) if (unfiled(message)) message.filing = { state: "written", at: new Date().toISOString() };
      practice.changed(id);
    });
    return null;
  },

  collect_now(practice) {
    practice.app.sync = { ...practice.app.sync, checked_at: new Date().toISOString() };
    practice.emit({ event: "sync", sync: practice.app.sync });
    return null;
  },

  pause_worker(practice, { worker, paused }) {
    const workers = practice.app.sync.workers.map((one) => (one.name === worker ? { ...one, paused } : one));
    practice.app.sync = { ...practice.app.sync, workers, state: workers.some((one) => one.paused) ? "paused" : "running" };
    practice.emit({ event: "sync", sync: practice.app.sync });
    return null;
  },
};
