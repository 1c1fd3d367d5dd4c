import type { TaskView } from "@/contract/TaskView";
import { viewOf } from "./consent-handlers";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { NO_NEEDS, type FakeTask } from "./tasks";

/** The invented practice's tasks: the engine's rules, as far as the window can see them. */

const mayAct = (practice: FakePractice) => (practice.app.me?.role ?? "read_only") !== "read_only";

function shown(practice: FakePractice, task: FakeTask): TaskView {
  const patient = practice.patients.find(({ id }) => id === task.patient);
  const conversation = practice.conversations.find(({ id }) => id === task.conversation);
  const notSafe = !!task.patient && practice.wishesOf(task.patient).unsafe !== null;
  const points = patient?.contact_points.filter(({ use }) => use !== "old") ?? [];
  const others = points.filter(({ number }) => number !== conversation?.number).map(({ number }) => number);
  const usual = !patient || points.some(({ number }) => number === conversation?.number) ? conversation?.number : undefined;
  return {
    ...task,
    arrived_at: task.arrived_at ?? null,
    name: patient ? { family: patient.family, given: patient.given } : null,
    number: (notSafe ? (others[0] ?? usual) : (usual ?? others[0])) ?? null,
    quote: conversation?.messages.find(({ id }) => id === task.message)?.text ?? null,
    leave_no_message: notSafe,
  };
}

function openTask(practice: FakePractice, id: string): FakeTask {
  if (!mayAct(practice)) throw refuse("not_allowed");
  const found = practice.tasks.find((task) => task.id === id);
  if (!found) throw refuse("not_found");
  if (found.state.state !== "open") throw refuse("refused", null, "This task is closed already.");
  return found;
}

const changed = (practice: FakePractice) => practice.changed();

/** Mine, nobody's, and whatever somebody left overdue. */
export const isForMe = (practice: FakePractice, { owner, due }: FakeTask) => owner === null || owner === practice.app.me?.id || due <= new Date().toISOString();

export const TASKS: Pick<Handlers, "tasks" | "make_task" | "assign_task" | "end_task" | "record_contact" | "enter_request" | "record_needs"> = {
  tasks(practice, request) {
    const me = practice.app.me?.id ?? null;
    const open = practice.tasks.filter(({ state }) => state.state === "open");
    const wanted = {
      mine: () => open.filter((task) => isForMe(practice, task)),
      open: () => open,
      patient: () => practice.tasks.filter(({ patient }) => request.list === "patient" && patient === request.patient),
      conversation: () => practice.tasks.filter(({ conversation }) => request.list === "conversation" && conversation === request.conversation),
    }[request.list]();
    const last = (task: FakeTask) => (task.state.state === "open" ? 0 : 1);
    return {
      tasks: wanted.toSorted((a, b) => last(a) - last(b) || a.due.localeCompare(b.due)).map((task) => shown(practice, task)),
      mine: open.filter(({ owner }) => owner === me).length,
      unassigned: open.filter(({ owner }) => owner === null).length,
      may_act: mayAct(practice),
    };
  },

  make_task(practice, request) {
    if (!mayAct(practice)) throw refuse("not_allowed");
    if (practice.tasks.some(({ id }) => id === request.task)) return { task: request.task };
    const patient = request.conversation ? practice.find(request.conversation).patient : request.patient;
    if (!request.what.trim()) throw refuse("refused", null, "Say what is to be done, and for whom.");
    const needs = practice.needs.get(patient ?? "") ?? NO_NEEDS;
    const route = request.route ?? needs.order.find((way) => way !== "sms" && !(way === "phone" && needs.cannot_phone)) ?? (needs.cannot_phone ? "letter" : "phone");
    if (route === "sms" || (route === "phone" && needs.cannot_phone)) throw refuse("refused", null, "The patient cannot be reached this way: choose another.");
    practice.tasks.push({
      id: request.task, patient, conversation: request.conversation, message: request.message, reason: "by_hand", route, what: request.what, urgent: request.urgent, owner: request.owner,
      made_at: new Date().toISOString(), made_by: practice.app.me?.name ?? null, due: new Date(Date.now() + (request.urgent ? 2 : 24) * 3_600_000).toISOString(), state: { state: "open", overdue: false },
    });
    changed(practice);
    return { task: request.task };
  },

  assign_task(practice, { task, owner }) {
    openTask(practice, task).owner = owner;
    changed(practice);
    return null;
  },

  end_task(practice, { task: id, done, words }) {
    const task = openTask(practice, id);
    if (!words.trim()) throw refuse("refused", null, "Say in a few words what came of it.");
    const now = { at: new Date().toISOString(), by: practice.app.me?.name ?? null };
    task.state = done ? { state: "done", ...now, outcome: words } : { state: "cancelled", ...now, reason: words };
    changed(practice);
    return null;
  },

  record_contact(practice, request) {
    const conversation = practice.find(request.conversation);
    if (!mayAct(practice)) throw refuse("not_allowed");
    if (!conversation.patient) throw refuse("not_matched");
    const said = request.way === "call_reached" || request.way === "letter";
    if (said && !request.text.trim()) throw refuse("empty_message");
    if (said && request.revision < conversation.revision) throw refuse("stale_view", conversation.revision - request.revision);
    const failed = conversation.messages.find(({ id, delivery }) => delivery?.state === "failed" && practice.tasks.some((one) => one.id === request.task && one.message === id));
    const task = request.task ? openTask(practice, request.task) : null;
    if (request.way !== "letter") conversation.callFirst = false;
    if (!conversation.messages.some(({ id }) => id === request.message)) {
      practice.add(conversation, { kind: "contact", id: request.message, text: request.text, way: request.way, author: practice.app.me?.name ?? null, number_used: null, repeats: said && failed ? failed.id : null });
    }
    const rung = practice.tasks.some((one) => one.conversation === conversation.id && one.route === "phone" && one.state.state === "open");
    if (request.ring_again && !said && !rung) {
      practice.tasks.push({
        id: crypto.randomUUID(), patient: conversation.patient, conversation: conversation.id, message: null, reason: "by_hand", route: practice.needs.get(conversation.patient)?.cannot_phone ? "letter" : "phone", what: "Ring again: an urgent call did not reach the patient.",
        urgent: true, owner: conversation.owner, made_at: new Date().toISOString(), made_by: practice.app.me?.name ?? null, due: new Date(Date.now() + 2 * 3_600_000).toISOString(), state: { state: "open", overdue: false },
      });
    }
    if (task && said) task.state = { state: "reached", at: new Date().toISOString(), by: practice.app.me?.name ?? null, message: request.message };
    practice.changed(conversation.id);
    changed(practice);
    return { message: request.message, leaves: null };
  },

  enter_request(practice, request) {
    if (!mayAct(practice)) throw refuse("not_allowed");
    if (!request.text.trim()) throw refuse("empty_message");
    let conversation = practice.conversations.find((one) => one.patient === request.patient && one.number === request.number && !one.done);
    if (!conversation) {
      conversation = { id: crypto.randomUUID(), patient: request.patient, number: request.number, topic: null, owner: null, done: false, revision: 0, messages: [], draft: null };
      practice.conversations.push(conversation);
    }
    practice.add(conversation, { kind: "in", id: request.message, text: request.text, unread: true, author: practice.app.me?.name ?? null, entered_at_desk: request.at_desk });
    practice.changed(conversation.id);
    return { conversation: conversation.id };
  },

  record_needs(practice, { patient, needs }) {
    if (!mayAct(practice)) throw refuse("not_allowed");
    practice.needs.set(patient, needs);
    practice.noted.set(patient, { by: practice.app.me?.name ?? null, at: new Date().toISOString() });
    changed(practice);
    return viewOf(practice, patient);
  },
};
