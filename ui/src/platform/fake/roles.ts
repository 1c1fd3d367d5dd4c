import type { RoleAccountView } from "@/contract/RoleAccountView";
import type { RoleLineView } from "@/contract/RoleLineView";
import type { RoleView } from "@/contract/RoleView";
import { isAway } from "@/lib/staff";
import type { Conversation } from "./conversations";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** Duties of the invented practice: the rules of `model::role_account`, roughly; a day there never ends. */

export type Duty = { id: string; name: string; roles: RoleView[]; holder: string | null };

/** What happened, for the threads: a conversation's own lines, and the hand-overs of all that a duty has. */
export type DutyFact = RoleLineView & { id: string; conversation: string | null };

const MAY: RoleView[] = ["gp", "nurse", "pharmacist", "reception", "manager"];

/** A nurse has her duty, nobody the doctor's; in the scene "duties" both have conversations. */
export function duties(scene: string): Duty[] {
  if (["first_run", "new_practice", "nurse_alone", "no_duties"].includes(scene)) return [];
  return [
    { id: "5100-duty-nurse", name: "Duty nurse", roles: ["nurse", "gp"], holder: "5000-staff-okafor" },
    { id: "5101-duty-doctor", name: "Duty doctor", roles: ["gp"], holder: null },
  ];
}

/** Begum's conversation changed hands with the duty; nobody has the doctor's yet. */
export function dutiesBegin(practice: FakePractice, now: number): void {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const [nurse, doctor] = practice.duties;
  const found = (key: string) => practice.conversations.find(({ id }) => id.endsWith(`-${key}`));
  const [begum, hart] = [found("begum"), found("hart")];
  if (!nurse || !doctor || !begum || !hart) return;
  Object.assign(begum, { duty: nurse.id, owner: nurse.holder });
  Object.assign(hart, { duty: doctor.id, owner: null });
  const line = { by: "Dr R. Shah", from: null, to: null };
  practice.dutyFacts.push(
    { ...line, id: nurse.id, conversation: begum.id, kind: "given", account: nurse.name, at: ago(95) },
    { ...line, id: nurse.id, conversation: null, kind: "taken", account: nurse.name, at: ago(80), to: "Dr R. Shah" },
    { ...line, id: nurse.id, conversation: null, kind: "handed_over", account: nurse.name, at: ago(35), from: "Dr R. Shah", to: "A. Okafor" },
    { ...line, id: doctor.id, conversation: hart.id, kind: "given", account: doctor.name, at: ago(30) },
  );
}

export function dutyViews(practice: FakePractice): RoleAccountView[] {
  const { me, staff, rights } = practice.app;
  const until = new Date();
  until.setHours(18, 30, 0, 0);
  return practice.duties.map(({ id, name, roles, holder }) => ({
    id, name, roles, holder, until: holder ? until.toISOString() : null,
    open: practice.conversations.filter((one) => one.duty === id && !one.done).length,
    may_hold: staff.filter((person) => !person.left && !isAway(person) && roles.includes(person.role)).map((person) => person.id),
    may_hand_over: me !== null && (holder === me.id || rights.includes("manage_staff")),
  })).toSorted((one, other) => one.name.localeCompare(other.name));
}

/** What happened to a conversation with duties: its own, and the hand-overs while a duty had it. */
export function dutyLines(practice: FakePractice, conversation: Conversation): RoleLineView[] {
  let has: string | null = null;
  return practice.dutyFacts.filter((fact) => {
    if (fact.conversation === conversation.id) has = fact.kind === "given" ? fact.id : null;
    return fact.conversation === conversation.id || (fact.conversation === null && fact.id === has);
  }).map(({ at, account, kind, by, from, to }) => ({ at, account, kind, by, from, to }));
}

/** Takes a conversation out of its duty. */
export function takenOut(practice: FakePractice, conversation: Conversation): void {
  const duty = practice.duties.find(({ id }) => id === conversation.duty);
  if (duty) tell(practice, duty, { conversation: conversation.id, kind: "taken_out" });
  conversation.duty = undefined;
}

/** Gives a conversation to a duty, or to a person. */
export function givenTo(practice: FakePractice, conversation: Conversation, { staff, account }: { staff: string; account: string | null }): void {
  if (account && conversation.duty === account) return;
  takenOut(practice, conversation);
  Object.assign(conversation, { duty: account ?? undefined, owner: staff, withTeam: false, team: undefined });
  if (account) tell(practice, known(practice, account), { conversation: conversation.id, kind: "given" });
}

function tell(practice: FakePractice, duty: Duty, fact: Pick<DutyFact, "conversation" | "kind"> & Partial<DutyFact>): void {
  practice.dutyFacts.push({ id: duty.id, account: duty.name, at: new Date().toISOString(), by: practice.app.me?.name ?? null, from: null, to: null, ...fact });
}

function known(practice: FakePractice, id: string): Duty {
  const found = practice.duties.find((one) => one.id === id);
  if (!found) throw refuse("not_found");
  return found;
}

function manages(practice: FakePractice): void {
  if (!practice.app.rights.includes("manage_staff")) throw refuse("not_allowed");
}

function told(practice: FakePractice) {
  practice.toldPolicy();
  practice.changed();
  return practice.app;
}

export const ROLES: Pick<Handlers, "save_role_account" | "end_role_account" | "hold_role_account" | "assign_role"> = {
  save_role_account(practice, { account, name, roles }) {
    manages(practice);
    const called = name.trim().replace(/\s+/gu, " ");
    if (!called) throw refuse("refused", null, "write a name for the duty, for example Duty nurse");
    if (practice.duties.some((one) => one.id !== account && one.name.toLowerCase() === called.toLowerCase())) throw refuse("refused", null, "another role account has this name: choose a different one");
    if (roles.length === 0) throw refuse("refused", null, "choose at least one role that may hold it");
    const listed = MAY.filter((role) => roles.includes(role));
    if (account) Object.assign(known(practice, account), { name: called, roles: listed });
    else practice.duties.push({ id: crypto.randomUUID(), name: called, roles: listed, holder: null });
    return told(practice);
  },

  end_role_account(practice, { account }) {
    manages(practice);
    const duty = known(practice, account);
    const open = practice.conversations.filter((one) => one.duty === duty.id && !one.done).length;
    if (open > 0) throw refuse("refused", null, `it still has ${open} open conversations and 0 tasks: give them to somebody first`);
    practice.duties.splice(practice.duties.indexOf(duty), 1);
    return told(practice);
  },

  hold_role_account(practice, { account, holder, seen }) {
    const { me, staff } = practice.app;
    const duty = known(practice, account);
    if (duty.holder !== seen) throw refuse("refused", null, "this changed hands meanwhile: look again");
    if (holder !== me?.id && seen !== me?.id && !practice.app.rights.includes("manage_staff")) throw refuse("refused", null, "only whoever holds it, or a manager, hands it over: take it yourself, or ask them");
    const name = (id: string | null) => staff.find((person) => person.id === id)?.name ?? null;
    tell(practice, duty, { conversation: null, kind: holder === null ? "let_go" : holder === me?.id ? "taken" : "handed_over", from: name(seen), to: name(holder) });
    duty.holder = holder;
    for (const one of practice.conversations) if (one.duty === duty.id && !one.done) Object.assign(one, { owner: holder, withTeam: false });
    return told(practice);
  },

  assign_role(practice, { conversation: id, account }) {
    const [conversation, duty] = [practice.find(id), known(practice, account)];
    if (conversation.duty === duty.id) return null;
    takenOut(practice, conversation);
    Object.assign(conversation, { duty: duty.id, owner: duty.holder, withTeam: false, team: undefined });
    tell(practice, duty, { conversation: id, kind: "given" });
    practice.changed(id);
    return null;
  },
};
