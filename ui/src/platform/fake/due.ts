import type { ConversationRow } from "@/contract/ConversationRow";
import type { DueView } from "@/contract/DueView";
import type { LeftKindView } from "@/contract/LeftKindView";
import type { MessageClassView } from "@/contract/MessageClassView";
import type { TriageView } from "@/contract/TriageView";
import type { Conversation } from "./conversations";
import { rowOf, type Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** Time in the invented practice: the rules of `model::due` and `model::session`, roughly: it never closes. */

/** Who holds triage, and which closing nobody has closed yet. */
export type Day = { holder: string | null; toClose: string | null };

const MINUTE = 60_000;
const REPLY: Record<MessageClassView, { minutes: number; warn: number }> = {
  urgent: { minutes: 15, warn: 5 }, same_day: { minutes: 480, warn: 120 }, routine: { minutes: 24 * 60, warn: 120 }, administrative: { minutes: 5 * 24 * 60, warn: 630 },
};
const LOOK = { minutes: 120, raised: 15, warn: 30 };

const state = (due: number, warn: number, now: number): DueView["state"] => (due <= now ? "overdue" : due - now <= warn * MINUTE ? "near" : "in_time");

/** What a holding reply says: null where nobody waits, where it was said, or where the time has run out. */
export function holdingOf(practice: FakePractice, row: ConversationRow): string | null {
  if (!row.patient || row.answered || row.promised || row.due?.awaited !== "answer" || new Date(row.due.at).getTime() <= Date.now()) return null;
  const at = new Date(row.due.at);
  const due = `${new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)} on ${new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(at)}`;
  return `${practice.app.practice?.name ?? ""}: thank you, we have read your message. You will hear from us by ${due}. If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.`;
}

/** What is due first: the oldest message nobody has read, or the oldest nobody has answered. */
export function dueOf(conversation: Conversation, answered: boolean, now = Date.now()): DueView | null {
  if (conversation.done) return null;
  const { messages } = conversation;
  const lastAnswer = messages.findLastIndex((message) => message.kind === "out" && !message.automatic && !conversation.holding?.includes(message.id) && message.delivery?.state !== "failed");
  const asked = answered ? undefined : messages.find((message, index) => message.kind === "in" && index > lastAnswer);
  const unread = messages.find((message) => message.unread);
  const marked = messages.find((message) => message.kind === "in" && (conversation.looked === undefined ? message.unread : message.number > conversation.looked) && message.highlights.some(({ denied }) => !denied));
  const { minutes, warn } = REPLY[conversation.class ?? "routine"];
  const clocks = [
    unread && { awaited: "first_look" as const, at: new Date(unread.at).getTime() + LOOK.minutes * MINUTE, warn: LOOK.warn },
    marked && { awaited: "first_look" as const, at: new Date(marked.at).getTime() + LOOK.raised * MINUTE, warn: LOOK.warn },
    asked && { awaited: "answer" as const, at: new Date(asked.at).getTime() + minutes * MINUTE, warn },
  ].filter((clock) => clock !== undefined);
  const first = clocks.sort((a, b) => a.at - b.at)[0];
  return first ? { awaited: first.awaited, raised: marked !== undefined, at: new Date(first.at).toISOString(), state: state(first.at, first.warn, now) } : null;
}

const WORK: readonly string[] = ["mine", "unassigned", "open", "unmatched", "overdue"];

/** The order of a list: where work waits what is due first, elsewhere what was said last. */
export function ordered(queue: string, rows: ConversationRow[]): ConversationRow[] {
  const said = (a: ConversationRow, b: ConversationRow) => b.last_at.localeCompare(a.last_at);
  if (!WORK.includes(queue)) return [...rows].sort(said);
  return [...rows].sort((a, b) => (a.due && b.due ? a.due.at.localeCompare(b.due.at) : a.due ? -1 : b.due ? 1 : said(a, b)));
}

const KINDS: LeftKindView[] = ["unowned", "overdue", "overdue_task", "unacknowledged", "unfiled", "failed"];

function isLeft(kind: LeftKindView, row: ConversationRow): boolean {
  switch (kind) {
    case "unowned": return !row.done && (row.owner === null || row.with_team);
    case "overdue": return row.due?.state === "overdue";
    case "overdue_task": return false;
    case "unacknowledged": return untold(row);
    case "unfiled": return row.unfiled > 0;
    case "failed": return !row.done && row.failed > 0;
  }
}

/** Whether the patient waits, and nobody told them by when they will hear. */
export const untold = (row: ConversationRow): boolean => !row.done && row.due !== null && !row.answered && row.promised === null;

const lateTasks = ({ tasks }: FakePractice) => tasks.filter(({ state: how, due }) => how.state === "open" && new Date(due).getTime() <= Date.now());

function left(practice: FakePractice): TriageView["left"] {
  const rows = practice.conversations.map((conversation) => rowOf(practice, conversation));
  const tasks = lateTasks(practice).length;
  return KINDS.map((kind) => ({ kind, count: kind === "overdue_task" ? tasks : rows.filter((row) => isLeft(kind, row)).length })).filter(({ count }) => count > 0);
}


function viewOf(practice: FakePractice): TriageView {
  const { holder, toClose } = practice.day;
  const until = new Date();
  until.setHours(18, 30, 0, 0);
  return {
    holder, until: holder ? until.toISOString() : null, is_missing: holder === null, to_close: toClose, left: left(practice),
    may_take: practice.app.staff.filter(({ may_take }) => may_take).map(({ id }) => id),
  };
}

const allowed = (practice: FakePractice) => {
  if (!practice.app.me?.may_take) throw refuse("not_allowed");
};

export const DUE: Pick<Handlers, "set_class" | "triage" | "name_holder" | "end_session"> = {
  set_class(practice, request) {
    allowed(practice);
    Object.assign(practice.find(request.conversation), { class: request.class, callFirst: request.class === "urgent" });
    practice.changed(request.conversation);
    return null;
  },

  triage: viewOf,

  name_holder(practice, { holder }) {
    allowed(practice);
    practice.day.holder = holder;
    practice.changed();
    return viewOf(practice);
  },

  end_session(practice, { accounts }) {
    allowed(practice);
    for (const { kind, count } of left(practice)) {
      const account = accounts.find((one) => one.kind === kind && one.seen >= count);
      if (!account || (kind === "unfiled" ? !account.reason : !account.to && !account.reason)) throw refuse("left_over", count);
      if (!account.to || kind === "unfiled") continue;
      for (const conversation of practice.conversations) {
        if (isLeft(kind, rowOf(practice, conversation))) Object.assign(conversation, { owner: account.to, withTeam: false });
      }
      if (kind === "overdue_task") for (const task of lateTasks(practice)) task.owner = account.to;
    }
    practice.day.toClose = null;
    practice.changed();
    return viewOf(practice);
  },
};
