import type { AppEvent } from "@/contract/AppEvent";
import type { AppView } from "@/contract/AppView";
import type { ErrorCode } from "@/contract/ErrorCode";
import type { MessageView } from "@/contract/MessageView";
import type { PatientView } from "@/contract/PatientView";
import type { SyncView } from "@/contract/SyncView";
import type { Answer, CommandName, Request } from "../commands";
import type { Platform } from "../platform";
import { conversations, type Conversation } from "./conversations";
import { HANDLERS, refuse } from "./handlers";
import { patients, STAFF } from "./people";

export type Options = {
  /** "desk", "first_run", "who", "empty", "loading", "offline", "refused", "paused", "trouble", or an error code. */
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
    this.app = {
      version: "0.1.0",
      practice: open ? { name: "Riverside Surgery", number: "+447700900100", training: true } : null,
      me: open && scene !== "who" ? (STAFF[0] ?? null) : null,
      staff: open ? STAFF : [],
      sync: sync(scene, now),
      hold_seconds: hold,
    };
    const code = OPENING.find((known) => known === scene);
    if (code) this.failures.set("app", { code, count: null });
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
      ...part,
    };
    conversation.messages.push(message);
    if (part.kind !== "out") conversation.revision += 1;
    return message;
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
    workers: [{ name: "collect", ...fine }, { name: "send", ...fine }, { name: "file", ...fine }],
    trouble: null,
  };
  const problem = (text: string) => base.workers.map((worker) => (worker.name === "file" ? worker : { ...worker, problem: text }));
  if (scene === "offline") return { ...base, state: "offline", checked_at: ago(12), offline_since: ago(11), workers: problem("The provider does not answer.") };
  if (scene === "refused") return { ...base, state: "refused", checked_at: ago(64), workers: problem("The provider refuses our key.") };
  if (scene === "paused") return { ...base, state: "paused", workers: base.workers.map((worker) => (worker.name === "send" ? { ...worker, paused: true } : worker)) };
  if (scene === "trouble") return { ...base, trouble: refuse("disk_full") };
  return base;
}
