import type { WishNameView } from "@/contract/WishNameView";
import type { WishReviewRow } from "@/contract/WishReviewRow";
import type { WishReviewsView } from "@/contract/WishReviewsView";
import { isoDay } from "@/lib/dates";
import { lineOf, PURPOSES } from "./consent";
import { ownerOfMessage, type Handlers } from "./handlers";
import { patientId } from "./people";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { roleMay } from "./rights";

/** Texts of which no delivery receipt came in time: one that is a task, and one of whose task somebody began it. */
export function notKnown(practice: FakePractice, now: number): void {
  const iso = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  for (const [key, number, tried] of [["levy", 2, false], ["okoro", 1, true]] as const) {
    const conversation = practice.find(`6000-conversation-${key}`);
    const message = conversation.messages.find((one) => one.number === number);
    if (!message) continue;
    message.at = iso(-26);
    for (const earlier of conversation.messages) if (earlier.number < number) earlier.at = iso(-27);
    message.delivery = tried ? { state: "delivered", at: iso(-0.2) } : { state: "unconfirmed", at: iso(-26) };
    practice.tasks.push({
      id: message.id, patient: patientId(key), conversation: conversation.id, message: message.id, route: "phone", what: "", urgent: false, owner: null,
      made_at: iso(-2), made_by: null, due: iso(5), state: { state: "open", overdue: false }, reason: "not_delivered", ...(tried && { arrived_at: iso(-0.2) }),
    });
  }
}

const YEAR = 365 * 86_400_000;
const SOON = 30 * 86_400_000;

/** What stands and has a date to ask again, as `model::review` finds it. */
function rowsOf(practice: FakePractice): WishReviewRow[] {
  const [today, last] = [isoDay(new Date()), isoDay(new Date(Date.now() + SOON))];
  const found: WishReviewRow[] = [];
  for (const patient of practice.patients) {
    const wishes = practice.wishesOf(patient.id);
    if (wishes.status !== "active") continue;
    const row = (name: WishNameView, due: string | null, part: Partial<WishReviewRow>) => due && due <= last && found.push({ patient, name, due, is_due: due <= today, statement: null, mark: null, person: null, limit: null, ...part });
    const standing = new Set(PURPOSES.map((purpose) => lineOf(wishes, purpose, practice.optIn).statement));
    wishes.said.forEach((statement, place) => standing.has(statement) && row({ wish: "statement", place }, statement.review_on, { statement }));
    const limit = practice.limitOf(patient.id);
    if (limit) row({ wish: "limit" }, limit.review_on, { limit });
    if (wishes.unsafe) row({ wish: "mark" }, wishes.unsafe.review_on, { mark: wishes.unsafe });
    for (const person of practice.peopleOf(patient.id)) if (person.standing !== "ended" && person.standing !== "stopped") row({ wish: "person", proxy: person.id }, person.review_on, { person });
  }
  return found.toSorted((one, other) => one.due.localeCompare(other.due));
}

const roleOf = (practice: FakePractice) => practice.app.me?.role ?? "read_only";

function reviewsOf(practice: FakePractice): WishReviewsView {
  const rows = rowsOf(practice);
  const due = rows.filter((row) => row.is_due).length;
  return { rows, due, soon: rows.length - due, may_record: roleMay(roleOf(practice), "record_consent"), may_limit: roleMay(roleOf(practice), "limit_messaging") };
}

export const REACH: Pick<Handlers, "dismiss_opt_out" | "wishes_to_review" | "review_wish"> = {
  wishes_to_review: reviewsOf,

  review_wish(practice, { patient, name, due }) {
    if (!roleMay(roleOf(practice), name.wish === "limit" ? "limit_messaging" : "record_consent")) throw refuse("not_allowed");
    const row = rowsOf(practice).find((one) => one.patient.id === patient && JSON.stringify(one.name) === JSON.stringify(name) && one.due === due);
    const limit = row?.limit;
    if (limit) {
      limit.review_on = isoDay(new Date(Date.now() + YEAR));
      limit.reviews = [...limit.reviews, { by: practice.app.me?.name ?? null, at: new Date().toISOString() }];
      practice.changed();
      return reviewsOf(practice);
    }
    const about = row?.statement ?? row?.mark ?? row?.person;
    if (!about) throw refuse("refused", null, "This was reviewed or changed meanwhile: look again.");
    about.review_on = isoDay(new Date(Date.now() + YEAR));
    about.reviewed = { by: practice.app.me?.name ?? null, at: new Date().toISOString() };
    practice.changed();
    return reviewsOf(practice);
  },

  dismiss_opt_out(practice, { message: id }) {
    if (!roleMay(practice.app.me?.role ?? "read_only", "record_consent")) throw refuse("not_allowed");
    const { conversation, message } = ownerOfMessage(practice, id);
    message.wish_dismissed ??= { by: practice.app.me?.name ?? null, at: new Date().toISOString() };
    practice.changed(conversation.id);
    return null;
  },
};
