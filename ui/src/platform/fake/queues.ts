import type { ConversationRow } from "@/contract/ConversationRow";
import type { Queue } from "@/contract/Queue";
import type { QueueOrder } from "@/contract/QueueOrder";
import { untold } from "./due";
import { rows, type Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";

/** The lists of the invented practice: the rules of `model::list` and `model::arrived`, roughly. */

export function inQueue(practice: FakePractice, queue: Queue, row: ConversationRow): boolean {
  const open = !row.done;
  const awake = open && row.snoozed === null;
  switch (queue) {
    case "mine": return awake && row.owner === practice.app.me?.id;
    case "unassigned": return awake && (row.owner === null || row.with_team);
    case "open": return awake;
    case "waiting": return awake && row.answered;
    case "unmatched": return open && row.patient === null;
    case "failed": return row.failed > 0;
    case "unfiled": return row.unfiled > 0;
    case "done": return row.done;
    case "overdue": return row.due?.state === "overdue";
    case "unacknowledged": return untold(row);
    case "snoozed": return row.snoozed !== null;
    case "scheduled": return row.leaves !== null;
    case "arrived": return open && !row.answered && cameWhileClosed(practice, row);
  }
}

const unread = (practice: FakePractice, row: ConversationRow) => practice.find(row.id).messages.filter((message) => message.unread);

function cameWhileClosed(practice: FakePractice, row: ConversationRow): boolean {
  const { closed } = practice;
  return closed !== null && unread(practice, row).some(({ at }) => at >= closed.since && at < closed.until);
}

const ORDERS: Record<Queue, QueueOrder[]> = {
  mine: ["due", "newest", "oldest"], unassigned: ["due", "newest", "oldest"], open: ["due", "newest", "oldest"], unmatched: ["due", "newest", "oldest"],
  overdue: ["due"], unacknowledged: ["due"], snoozed: ["due"], scheduled: ["due"], arrived: ["oldest"],
  waiting: ["newest", "oldest"], failed: ["newest", "oldest"], unfiled: ["newest", "oldest"], done: ["newest", "oldest"],
};

const first = (practice: FakePractice, row: ConversationRow, wanted: (highlighted: boolean) => boolean = () => true) =>
  unread(practice, row).find(({ highlights }) => wanted(highlights.some(({ denied }) => !denied)))?.at ?? row.last_at;

/** What is raised first, the oldest of it above; then the order. */
function ordered(practice: FakePractice, queue: Queue, order: QueueOrder, found: ConversationRow[]): ConversationRow[] {
  const newest = (a: ConversationRow, b: ConversationRow) => b.last_at.localeCompare(a.last_at);
  const came = (a: ConversationRow, b: ConversationRow) => first(practice, a).localeCompare(first(practice, b));
  const due = (a: ConversationRow, b: ConversationRow) => (a.due && b.due ? a.due.at.localeCompare(b.due.at) : a.due ? -1 : b.due ? 1 : newest(a, b));
  const comesBack = (a: ConversationRow, b: ConversationRow) => (a.snoozed?.until ?? "").localeCompare(b.snoozed?.until ?? "");
  const leaves = (a: ConversationRow, b: ConversationRow) => (a.leaves?.at ?? "").localeCompare(b.leaves?.at ?? "");
  const by = { due: queue === "snoozed" ? comesBack : queue === "scheduled" ? leaves : due, newest, oldest: queue === "arrived" ? came : (a: ConversationRow, b: ConversationRow) => newest(b, a) }[order];
  const marked = (row: ConversationRow) => first(practice, row, (highlighted) => highlighted);
  const raised = found.filter((row) => row.due?.raised).sort((a, b) => marked(a).localeCompare(marked(b)));
  return [...raised, ...found.filter((row) => !row.due?.raised).sort(by)];
}

const keyOf = (practice: FakePractice, queue: Queue) => `${practice.app.me?.id ?? ""} ${queue}`;

export const QUEUES: Pick<Handlers, "queue" | "order_queue"> = {
  queue(practice, { queue, after, limit, arranged }) {
    const orders = ORDERS[queue];
    const order = arranged.order ?? practice.orders.get(keyOf(practice, queue)) ?? orders[0] ?? "newest";
    const all = rows(practice).filter((row) => inQueue(practice, queue, row));
    const shown = all.filter((row) => (!arranged.classes.length || arranged.classes.includes(row.class)) && (!arranged.unread || row.unread > 0));
    const raised = (of: ConversationRow[]) => of.filter((row) => row.due?.raised).length;
    const start = after ? Number(after) : 0;
    const end = start + limit;
    return {
      rows: ordered(practice, queue, order, shown).slice(start, end), next: end < shown.length ? String(end) : null,
      order, orders, hidden: all.length - shown.length, hidden_raised: raised(all) - raised(shown),
    };
  },

  order_queue(practice, { queue, order }) {
    if (!ORDERS[queue].includes(order)) throw refuse("bad_request");
    practice.orders.set(keyOf(practice, queue), order);
    return null;
  },
};
