import type { ConfirmedNumberView } from "@/contract/ConfirmedNumberView";
import type { AppEvent } from "@/contract/AppEvent";
import type { AppView } from "@/contract/AppView";
import type { DraftView } from "@/contract/DraftView";
import type { ErrorCode } from "@/contract/ErrorCode";
import type { MessageView } from "@/contract/MessageView";
import type { LimitView } from "@/contract/LimitView";
import type { NeedsView } from "@/contract/NeedsView";
import type { NotedView } from "@/contract/NotedView";
import type { PatientView } from "@/contract/PatientView";
import type { QueueOrder } from "@/contract/QueueOrder";
import type { ProxyView } from "@/contract/ProxyView";
import type { SyncView } from "@/contract/SyncView";
import type { Answer, CommandName, Request } from "../commands";
import type { Platform } from "../platform";
import { wishes, type Wishes } from "./consent";
import { conversations, inDays, type Conversation } from "./conversations";
import { overnight } from "./overnight";
import type { Day } from "./due";
import { HANDLERS } from "./handlers";
import { isoDay } from "@/lib/dates";
import { limitsOf, limitTalk } from "./limit";
import { patientId, patients, STAFF } from "./people";
import { adoptedPolicy, WEEK, type Adopted } from "./policy";
import { notKnown } from "./reach";
import { providerOf, standingOf, type Provider } from "./practice-handlers";
import { peopleAbout, peopleTalk } from "./people-handlers";
import { refuse } from "./refuse";
import { rightsOf } from "./rights";
import { duties, dutiesBegin, dutyViews, type Duty, type DutyFact } from "./roles";
import { scheduledBegins } from "./scheduled";
import { comesBack, snoozeBegins } from "./snooze";
import { fakeTasks, NO_NEEDS, type FakeTask } from "./tasks";
import { templates } from "./templates";
import type { TemplateView } from "@/contract/TemplateView";

export type Options = {
  /** "desk", "first_run", "who", "empty", "loading", "offline", "refused", "paused", "trouble", an error code; "reception", "manager",
   * "read_only" (who sits here), "settings_live", "new_practice", "nurse_alone", "provider_expired", "provider_soon", "provider_reader" (a practice of its own), "no_policy", "unaccepted", "holidays", "opt_in", "unsafe_long", "no_templates", "no_holder", "closing",
   * "limited", "limited_nurse" (texting with a patient is limited), "duties", "no_duties", "snoozed", "scheduled", "opening" (patients wrote all night). */
  scene?: string;
  /** How long a message is held, in seconds. */
  hold?: number;
  /** How long an answer takes, in milliseconds. */
  delay?: number;
};

const OPENING: ErrorCode[] = ["keyring_absent", "keyring_locked", "wrong_key", "key_missing", "newer_file", "damaged_file", "disk_full", "file_in_use", "internal"];

export class FakePractice implements Platform {
  readonly patients: PatientView[];
  readonly conversations: Conversation[];
  readonly calls: { command: CommandName; request: unknown }[] = [];
  readonly hold: number;
  readonly wishes: Map<string, Wishes>;
  readonly tasks: FakeTask[];
  readonly needs: Map<string, NeedsView>;
  readonly noted = new Map<string, NotedView>([[patientId("levy"), { by: "A. Okafor", at: "2026-10-05T09:30:00Z" }]]);
  /** What each message was said to be for when it was sent. */
  readonly meant = new Map<string, Pick<DraftView, "purpose" | "also" | "templates">>();
  /** Which messages end their conversation once they are in the record. */
  readonly ending = new Set<string>();
  readonly people: Map<string, ProxyView[]>;
  readonly numbers = new Map<string, ConfirmedNumberView[]>();
  /** Oldest first. */
  readonly limits: Map<string, LimitView[]>;
  policy: Adopted | null;
  provider: Provider;
  templates: TemplateView[];
  holidaysEndOn: string | null = null;
  day: Day;
  readonly duties: Duty[];
  readonly dutyFacts: DutyFact[] = [];
  /** Whose conversations somebody opened last, by who they are. */
  readonly recent = new Map<string, string[]>();
  /** In which order a person wants a list, by both. */
  readonly orders = new Map<string, QueueOrder>();
  /** Since when the practice was closed, and until when; null: it never closes. */
  closed: { since: string; until: string } | null = null;
  app: AppView;
  private readonly delay: number;
  private readonly never: boolean;
  private readonly failures = new Map<CommandName, { code: ErrorCode; count: number | null }>();
  private readonly handlers = new Set<(event: AppEvent) => void>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  constructor({ scene = "desk", hold = 10, delay = 0 }: Options = {}) {
    const now = Date.now();
    this.hold = hold;
    this.delay = delay;
    this.never = scene === "loading";
    this.patients = patients(new Date(now));
    this.conversations = scene === "empty" ? [] : conversations(now);
    if (scene === "huge") this.enlarge();
    const open = scene !== "first_run";
    const fresh = scene === "new_practice" || scene === "nurse_alone";
    const live = fresh || scene.startsWith("provider_") || scene === "settings_live";
    const seats = scene === "nurse_alone" ? STAFF.filter(({ role }) => role === "nurse") : scene === "settings_live" ? STAFF.map((one) => (one.name === "Dr M. Lindqvist" ? { ...one, away_until: new Date(now + 9 * 86_400_000).toISOString().slice(0, 10) } : one.name === "T. Brown" ? { ...one, left: true, may_take: false, may_do_tasks: false } : one)) : STAFF;
    this.provider = providerOf(scene, now);
    const me = seats.find(({ role }) => role === (scene === "limited" ? "gp" : scene) || (live && !["provider_reader", "nurse_alone"].includes(scene) && role === "manager")) ?? seats[0] ?? null;
    this.people = scene === "reviews_none" ? new Map() : peopleAbout(now);
    if (scene === "people" || scene === "people_ended") this.conversations.unshift(...peopleTalk(now));
    this.limits = limitsOf(scene, now);
    this.wishes = scene === "reviews_none" ? new Map() : wishes(now);
    this.tasks = this.conversations.length ? fakeTasks(now) : [];
    this.needs = new Map([[patientId("oconnor"), { ...NO_NEEDS, order: ["letter", "sms"], cannot_phone: true, other: "Lip-reads at the desk" }], [patientId("levy"), { ...NO_NEEDS, low_vision: true, interpreter: "Hebrew", language: "he", source: "in_person" }]]);
    this.policy = !open || fresh || scene === "no_policy" ? null : adoptedPolicy(now, STAFF.filter(({ name }) => !["J. Achterberg", "T. Brown"].includes(name) && (scene !== "unaccepted" || name !== me?.name)).map(({ name }) => name));
    this.templates = !open || scene === "no_templates" ? [] : templates();
    if (this.policy && scene === "opt_in") this.policy.policy.consent_model = "opt_in";
    this.day = { holder: scene === "no_holder" ? null : (STAFF[1]?.id ?? null), toClose: scene === "closing" ? new Date(now + 20 * 60_000).toISOString() : null };
    if (scene === "holidays") this.holidaysEndOn = "2027-12-28";
    if (scene === "unsafe_long") this.makeLong(now);
    this.app = {
      version: "0.1.0",
      practice: open ? { name: "Riverside Surgery", number: fresh ? null : "+447700900100", training: !live, test_numbers: fresh ? [] : ["+447700900199"], phone: "", no_personal: false } : null,
      me: open && scene !== "who" ? me : null,
      staff: open ? seats : [],
      sync: sync(scene, now),
      hold_seconds: hold,
      policy_version: null,
      policy_accepted: false,
      rights: [],
      provider: { state: "not_needed" },
      role_accounts: [],
    };
    this.duties = duties(scene);
    if (scene === "duties") dutiesBegin(this, now);
    if (scene === "snoozed") snoozeBegins(this, now);
    if (scene === "scheduled") scheduledBegins(this, now);
    if (scene === "cover") this.sendHome(now);
    if (scene === "unconfirmed") notKnown(this, now);
    limitTalk(this, scene);
    if (scene === "opening") overnight(this, now);
    this.toldPolicy();
    const code = OPENING.find((known) => known === scene);
    if (code) this.failures.set("app", { code, count: null });
  }

  /** A doctor works on other days, and something came for her meanwhile. */
  private sendHome(now: number): void {
    const back = new Date(now + 3 * 86_400_000);
    back.setHours(13, 0, 0, 0);
    const halves = Object.fromEntries(WEEK.map((day, index) => [day, index === 1 ? [{ opens: "08:00", closes: "18:30" }] : index === 3 ? [{ opens: "13:00", closes: "18:30" }] : []]));
    const doctor = this.app.staff.find(({ name }) => name === "Dr M. Lindqvist");
    if (!doctor) return;
    this.app.staff = this.app.staff.map((one) => (one.id === doctor.id ? { ...one, hours: halves, cover: "5001-staff-shah", off_until: back.toISOString() } : one));
    for (const one of this.conversations) if (one.id.endsWith("-begum") || one.id.endsWith("-hart")) Object.assign(one, { owner: doctor.id, withTeam: true });
  }

  async call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
    this.calls.push({ command, request: structuredClone(request) });
    if (this.never && command !== "app") return new Promise(() => undefined);
    if (this.delay) await new Promise((done) => setTimeout(done, this.delay));
    else await Promise.resolve();
    const failure = this.failures.get(command);
    if (failure) {
      if (command !== "app") this.failures.delete(command);
      throw refuse(failure.code, failure.count);
    }
    return structuredClone(HANDLERS[command](this, request)) as Answer<C>;
  }

  onEvent(handler: (event: AppEvent) => void): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  /** The next call of a command fails with this code (of `app`: every call until `mend`). */
  failNext(command: CommandName, code: ErrorCode, count: number | null = null): void {
    this.failures.set(command, { code, count });
  }

  mend(): void {
    this.failures.clear();
  }

  /** A patient writes. */
  receive(conversation: string, text: string): MessageView {
    const found = this.find(conversation);
    const message = this.add(found, { kind: "in", text, unread: true });
    found.done = false;
    if (found.away?.snoozed?.wakes_on_reply) comesBack(found, "patient_wrote", null);
    this.changed(conversation);
    return message;
  }

  emit(event: AppEvent): void {
    for (const handler of this.handlers) handler(structuredClone(event));
  }

  changed(...ids: string[]): void {
    this.emit({ event: "changed", conversations: ids });
  }

  /** Later, unless the practice is closed first. */
  later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, milliseconds);
    this.timers.add(timer);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  /** What the patient said; a patient who said nothing has said nothing yet. */
  wishesOf(patient: string): Wishes {
    const known = this.wishes.get(patient) ?? { status: "active", said: [], unsafe: null };
    this.wishes.set(patient, known);
    return known;
  }

  /** The limit on texting with a patient that stands. */
  limitOf(patient: string): LimitView | null {
    const last = this.limits.get(patient)?.at(-1);
    return last && !last.lifted ? last : null;
  }

  /** Who else may be written to about a patient; those who may come first. */
  /** MacLeod's number was last asked about more than a year ago; of the others nobody wrote anything down, but Whitlock's. */
  numbersOf(patient: string): ConfirmedNumberView[] {
    const kept = this.numbers.get(patient);
    if (kept) return kept;
    const number = this.patients.find(({ id }) => id === patient)?.contact_points[0]?.number;
    const months = patient === patientId("macleod") ? 13 : patient === patientId("whitlock") ? 2 : null;
    if (!number || months === null) return [];
    const on = new Date();
    on.setMonth(on.getMonth() - months);
    return [{ number, on: isoDay(on), source: "phone", by: "T. Brown", is_old: months > 12 }];
  }

  peopleOf(patient: string): ProxyView[] {
    return (this.people.get(patient) ?? []).toSorted((one, other) => Number(one.standing !== "stands") - Number(other.standing !== "stands"));
  }

  get optIn(): boolean {
    return this.policy?.policy.consent_model === "opt_in";
  }

  /** Brings what the app says of the policy, of my rights and of the provider up to date. */
  toldPolicy(): void {
    const { me } = this.app;
    this.app = { ...this.app, policy_version: this.policy?.version ?? null, policy_accepted: !!me && !!this.policy?.accepted.some(({ name }) => name === me.name), rights: rightsOf(me, this.app.staff), provider: standingOf(this) };
    this.app.role_accounts = dutyViews(this);
  }

  find(id: string): Conversation {
    const found = this.conversations.find((conversation) => conversation.id === id);
    if (!found) throw refuse("not_found");
    return found;
  }

  add(conversation: Conversation, part: Partial<MessageView> & Pick<MessageView, "kind" | "text">): MessageView {
    const message: MessageView = {
      id: crypto.randomUUID(),
      number: (conversation.messages.at(-1)?.number ?? 0) + 1,
      at: new Date().toISOString(),
      sent_at: null,
      author: null,
      number_used: part.kind === "note" ? null : conversation.number,
      delivery: null,
      filing: conversation.patient ? { state: "pending" } : { state: "not_due" },
      media: 0,
      unread: false,
      segments: null,
      repeats: null,
      purpose: null,
      automatic: null,
      despite: false,
      wish: null, wish_dismissed: null,
      way: null,
      entered_at_desk: null,
      late: false,
      highlights: [],
      quote: null, wrong: null,
      replies_until: part.kind === "out" && !part.automatic ? inDays(Date.now(), 7) : null,
      ...part,
    };
    conversation.messages.push(message);
    if (part.kind !== "out") conversation.revision += 1;
    return message;
  }

  /** The longest name, not to be texted for a long reason, by somebody who said much. */
  private makeLong(now: number): void {
    const long = this.wishesOf(patientId("long"));
    const at = new Date(now - 86_400_000).toISOString();
    long.unsafe = { marked_by: "Dr M. Lindqvist", marked_at: at, reason: "Her nephew Maximilian-Konstantin has the telephone at the care home from breakfast until the evening and has answered in her name twice; ring Sister Featherstonehaugh-Whitcombe at the desk instead, or write a letter marked private.", review_on: null, reviewed: null };
    const one = { channel: "sms" as const, said_at: null, recorded_by: "Dr M. Lindqvist", recorded_at: at, review_on: at.slice(0, 10), reviewed: null };
    const evidence = "Told the community pharmacist during the medication review that letters are easier to read, and that she does not want anything about results on a telephone that other people in the home can pick up.";
    long.said.push({ ...one, purpose: null, decision: "agreed", said_on: "2019-04-11", source: "record", evidence: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" }, { ...one, purpose: "results", decision: "objected", said_on: at.slice(0, 10), source: "in_person", evidence });
  }

  /** Ten thousand messages in the last conversation, for the test of scrolling. */
  private enlarge(): void {
    const last = this.conversations.at(-1);
    const pattern = last?.messages.slice(0, 250) ?? [];
    if (!last) return;
    last.messages = Array.from({ length: 10_000 }, (_, i) => {
      const like = pattern[i % pattern.length] as MessageView;
      return { ...like, id: `7000-huge-${i + 1}`, number: i + 1, at: new Date(Date.now() - (10_000 - i) * 1_800_000).toISOString() };
    });
  }
}

function sync(scene: string, now: number): SyncView {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  const fine = { paused: false, problem: null };
  const base: SyncView = {
    state: "running",
    checked_at: ago(0.5),
    offline_since: null,
    workers: [{ name: "answer", ...fine }, { name: "collect", ...fine }, { name: "send", ...fine }, { name: "file", ...fine }, { name: "remind", ...fine }],
    trouble: null,
  };
  const problem = (text: string) => base.workers.map((worker) => (worker.name === "file" || worker.name === "remind" ? worker : { ...worker, problem: text }));
  if (scene === "offline") return { ...base, state: "offline", checked_at: ago(12), offline_since: ago(11), workers: problem("The provider does not answer.") };
  if (scene === "refused") return { ...base, state: "refused", checked_at: ago(64), workers: problem("The provider refuses our key.") };
  if (scene === "paused") return { ...base, state: "paused", workers: base.workers.map((worker) => (worker.name === "send" ? { ...worker, paused: true } : worker)) };
  if (scene === "trouble") return { ...base, trouble: refuse("disk_full") };
  return base;
}
