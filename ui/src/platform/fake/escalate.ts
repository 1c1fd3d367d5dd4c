import type { DutyDoctorView } from "@/contract/DutyDoctorView";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { isAway } from "@/lib/staff";
import { refuse } from "./refuse";
import { givenTo } from "./roles";
import { comesBack } from "./snooze";
import { viewOf } from "./consent-handlers";

/** Escalation, and whom one looked at last: the rules of `model::escalate`, as far as the window can see them. */

function dutyDoctor(practice: FakePractice): DutyDoctorView | null {
  const here = (id: string | null) => practice.app.staff.find((one) => one.id === id && !one.left && !isAway(one));
  const shown = (id: string | null, duty: { id: string; name: string } | null): DutyDoctorView | null => {
    const person = here(id);
    return person ? { staff: person.id, name: person.name, role: person.role, account: duty?.id ?? null, account_name: duty?.name ?? null } : null;
  };
  const isDoctor = (one: DutyDoctorView | null) => one?.role === "gp";
  const held = (alone: boolean) => practice.duties.filter(({ roles }) => (roles.length === 1 && roles[0] === "gp") === alone).map((duty) => shown(duty.holder, duty)).find(isDoctor) ?? null;
  const triage = shown(practice.day.holder, null);
  return held(true) ?? (isDoctor(triage) ? triage : null) ?? held(false) ?? (triage && ["gp", "nurse", "pharmacist"].includes(triage.role) ? triage : null);
}

export const ESCALATE: Pick<Handlers, "escalation" | "hand_over" | "recent"> = {
  escalation(practice, { conversation: id }) {
    const conversation = practice.find(id);
    const patient = practice.patients.find((one) => one.id === conversation.patient);
    const texts = practice.policy?.policy.texts;
    const needs = patient && viewOf(practice, patient.id).needs;
    const theirs = texts?.urgent_in.find(({ language }) => language.split("-")[0] === needs?.language?.split("-")[0])?.text;
    const points = patient?.contact_points.filter(({ use }) => use !== "old").map(({ number }) => number) ?? [];
    const notSafe = !!patient && practice.wishesOf(patient.id).unsafe !== null;
    const others = points.filter((number) => number !== conversation.number);
    const usual = !patient || points.includes(conversation.number) ? conversation.number : undefined;
    return {
      number: (notSafe ? (others[0] ?? usual) : (usual ?? others[0])) ?? null,
      leave_no_message: notSafe,
      cannot_phone: !!needs?.cannot_phone,
      urgent_text: patient ? [texts?.urgent ?? "If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.", theirs].filter(Boolean).join(" ") : null,
      duty: dutyDoctor(practice),
    };
  },

  hand_over(practice, request) {
    const conversation = practice.find(request.conversation);
    if (conversation.messages.some(({ id }) => id === request.message)) return { message: request.message, leaves: null };
    if (!practice.app.rights.includes("organise")) throw refuse("not_allowed");
    const duty = dutyDoctor(practice);
    if (!duty) throw refuse("refused", null, "no doctor is named for what is urgent: ring one now, then name who holds triage or the doctor's duty, under Today");
    if (duty.staff !== request.staff || duty.account !== request.account) throw refuse("refused", null, "this changed hands meanwhile: look again");
    const last = conversation.messages.findLast(({ kind }) => kind === "in");
    const why = request.why.trim() || (last ? `the patient's message of ${new Date(last.at).toLocaleString("en-GB", { hour: "2-digit", minute: "2-digit", weekday: "long", day: "numeric", month: "long" })}.` : "");
    practice.add(conversation, { kind: "note", id: request.message, author: practice.app.me?.name ?? null, text: `Escalated: handed to ${duty.name} (${duty.account_name ?? "holds triage"}) as urgent.${why ? ` Why: ${why}` : ""}` });
    givenTo(practice, conversation, duty);
    Object.assign(conversation, { done: false, class: "urgent", callFirst: conversation.class === "urgent" ? conversation.callFirst : true });
    if (conversation.away?.snoozed) comesBack(conversation, "assigned", practice.app.me?.name ?? null);
    practice.changed(conversation.id);
    return { message: request.message, leaves: null };
  },

  recent(practice, { opened }) {
    const me = practice.app.me?.id ?? "";
    const kept = practice.recent.get(me) ?? [];
    const ids = opened ? [opened, ...kept.filter((id) => id !== opened)].slice(0, 24) : kept;
    practice.recent.set(me, ids);
    const seen = new Set<string>();
    return ids.flatMap((id) => {
      const whose = practice.conversations.find((one) => one.id === id)?.patient;
      const patient = practice.patients.find((one) => one.id === whose);
      if (!patient || seen.has(patient.id)) return [];
      seen.add(patient.id);
      return [{ patient, conversation: id }];
    }).slice(0, 8);
  },
};
