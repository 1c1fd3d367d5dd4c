import { act, fireEvent, render } from "@testing-library/react";
import { useRef, type ReactNode } from "react";
import { expect, onTestFinished, test } from "vitest";
import { ApiProvider, useConversation } from "@/api";
import { Toasts } from "@/components";
import type { ConversationView } from "@/api";
import { Composer, type ComposerHandle } from "@/features/composer";
import { useDraft } from "@/features/composer/useDraft";
import { quoteOf } from "@/lib/quote";
import type { Answer, CommandName, Platform, Request } from "@/platform";
import { FakePractice } from "@/platform/fake";
import { idOf } from "./desk";

/** Each patient's letter: no other text of the practice holds one of them. */
const LETTERS: Record<string, string> = { nowak: "①", ferreira: "②", whitlock: "③", levy: "④", tran: "⑤", adeyemi: "⑥" };

/** Chance that can be repeated: a failing run prints its seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The practice behind a slow line: drafts are kept, and conversations read, later and in any order. */
class Slow implements Platform {
  readonly waiting: (() => void)[] = [];
  constructor(private readonly practice: FakePractice) {}

  async call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
    if (command === "save_draft") {
      await this.turn(); // it arrives late
      return this.practice.call(command, request);
    }
    const answer = structuredClone(await this.practice.call(command, request));
    if (command === "conversation") await this.turn(); // it was true when it was read
    return answer;
  }

  onEvent = (handler: Parameters<Platform["onEvent"]>[0]) => this.practice.onEvent(handler);

  private turn = () => new Promise<void>((go) => this.waiting.push(go));
}

type Writing = { view: ConversationView; practice: FakePractice };

/** The composer as it is. */
function Whole({ view, practice }: Writing) {
  const me = practice.app.me;
  const handle = useRef<ComposerHandle>(null);
  const first = view.page.messages[0];
  if (!view.patient || !me || !first) return null;
  const nothing = () => undefined;
  return <><button type="button" data-testid="quote-first" onClick={() => handle.current?.answer(quoteOf(first))} /><Composer ref={handle} onJump={nothing} view={view} patient={view.patient} me={me} rights={practice.app.rights} owner={undefined} holdSeconds={10} onSent={nothing} onScheduled={nothing} onUndoLast={nothing} onTake={nothing} onReveal={nothing} onOutline={nothing} onRecord={nothing} onTask={null} /></>;
}

/** What of it holds words: drawn so fast that ten thousand of them take seconds. */
function Words({ view }: Writing) {
  const { draft, change, flush, setMode } = useDraft(view.row.id, view.draft);
  return (
    <>
      {view.page.messages[0] && <button type="button" data-testid="quote-first" onClick={() => view.page.messages[0] && change({ quote: quoteOf(view.page.messages[0]) })} />}
      {draft.quote && <p data-testid="composer-quote-jump" data-quoted={draft.quote.message} />}
      <textarea data-testid="composer-text" value={draft.text} onChange={(event) => change({ text: event.target.value })} onBlur={flush} />
      {(["note", "reply"] as const).map((mode) => <button key={mode} type="button" data-testid={`composer-mode-${mode}`} onClick={() => setMode(mode)} />)}
    </>
  );
}

function Pane({ id, practice, box: Box }: { id: string; practice: FakePractice; box: (props: Writing) => ReactNode }) {
  const view = useConversation(id).data;
  // As the desk does it: what is written is keyed by its conversation.
  return view ? <Box key={id} view={view} practice={practice} /> : null;
}

test.each([
  ["c6_7_ten_thousand_rapid_switches_while_typing_carry_no_letter_to_another_patient", Words, 10_000],
  ["c6_7_rapid_switches_of_the_whole_composer_carry_no_letter_to_another_patient", Whole, Number(process.env["ANTEROOM_SWITCHES"] ?? 300)],
] as const)("%s", async (_, box, switches) => {
  const seed = Number(process.env["ANTEROOM_SEED"] ?? 20261123);
  const pick = chance(seed);
  const practice = new FakePractice({ hold: 10 });
  onTestFinished(() => practice.close());
  const slow = new Slow(practice);
  const keys = Object.keys(LETTERS);
  // Nobody else's: a practice of six is read faster.
  practice.conversations.splice(0, practice.conversations.length, ...keys.map((key) => practice.find(idOf(key))));
  const ofOthers = (key: string) => keys.filter((other) => other !== key).map((other) => LETTERS[other] ?? "");
  const stray = (key: string, text: string) => ofOthers(key).some((letter) => text.includes(letter));
  const typed: Record<string, string> = Object.fromEntries(keys.map((key) => [key, practice.find(idOf(key)).draft?.text ?? ""]));
  const ofConversation = (key: string, message: string | undefined) => practice.find(idOf(key)).messages.some(({ id }) => id === message);
  const written = { letters: 0, shown: 0, quotes: 0 };
  const tree = (key: string) => <ApiProvider platform={slow}><Toasts><Pane id={idOf(key)} practice={practice} box={box} /></Toasts></ApiProvider>;
  const { rerender, container } = render(tree("nowak"));
  let key = "nowak";
  for (let turn = 0; turn < switches; turn++) {
    // Now and then a few of what is under way arrive, whichever they are; between, several switches in one breath.
    if (pick(6) === 0) {
      await act(async () => {
        for (let some = pick(24); some > 0 && slow.waiting.length > 0; some--) slow.waiting.splice(pick(slow.waiting.length), 1)[0]?.();
        await Promise.resolve();
      });
    }
    key = keys[pick(keys.length)] ?? key;
    rerender(tree(key));
    const field = container.querySelector<HTMLTextAreaElement>("[data-testid=composer-text]");
    if (!field) continue;
    written.shown++;
    if (stray(key, field.value)) expect.fail(`seed ${seed}, turn ${turn}: ${key} is shown “${field.value}”`);
    const quoted = container.querySelector<HTMLElement>("[data-testid=composer-quote-jump]")?.dataset["quoted"];
    if (quoted && !ofConversation(key, quoted)) expect.fail(`seed ${seed}, turn ${turn}: ${key} quotes ${quoted}`);
    if (pick(3) === 0) continue;
    const quote = pick(8) === 0 && container.querySelector("[data-testid=quote-first]");
    if (quote) {
      fireEvent.click(quote);
      written.quotes++;
    }
    // Typed in one go with the switch: nothing in between has been saved.
    for (let some = 1 + pick(2); some > 0; some--) {
      const value = field.value.length > 20 ? "" : `${field.value}${LETTERS[key] ?? ""}`;
      fireEvent.change(field, { target: { value } });
      written.letters++;
    }
    typed[key] = field.value;
    const mode = pick(40) === 0 && container.querySelector(`[data-testid=composer-mode-${pick(2) ? "note" : "reply"}]`);
    if (mode) fireEvent.click(mode);
    if (pick(10) === 0) fireEvent.blur(field);
  }
  rerender(<span />);
  for (let quiet = 0; quiet < 3;) {
    for (let turn = 0; turn < 200; turn++) {
      slow.waiting.splice(0).forEach((go) => go());
      for (let some = 0; some < 10; some++) await Promise.resolve();
    }
    await new Promise((done) => setTimeout(done, 0));
    quiet = slow.waiting.length ? 0 : quiet + 1;
  }
  expect(written.shown, "most switches showed a box").toBeGreaterThan(switches * 0.9);
  expect(written.letters).toBeGreaterThan(switches * 0.8);
  const saves = practice.calls.filter(({ command }) => command === "save_draft").map(({ request }) => request as Request<"save_draft">);
  expect(saves.length).toBeGreaterThan(switches / 4);
  expect(written.quotes).toBeGreaterThan(switches / 20);
  expect(saves.some(({ quote }) => quote !== null), "quotes are kept").toBe(true);
  for (const one of keys) {
    const wrong = saves.filter(({ conversation, text }) => conversation === idOf(one) && stray(one, text));
    expect(wrong, `seed ${seed}: kept for ${one}`).toEqual([]);
    const quotes = saves.filter(({ conversation }) => conversation === idOf(one)).flatMap(({ quote }) => quote?.message ?? []);
    expect(quotes.filter((message) => !ofConversation(one, message)), `seed ${seed}: quoted for ${one} (H3)`).toEqual([]);
    const kept = practice.find(idOf(one)).draft?.text ?? "";
    expect(stray(one, kept), `seed ${seed}: in ${one}'s file`).toBe(false);
    expect(kept, `seed ${seed}: what was typed last for ${one} is what is kept`).toBe(typed[one]);
  }
}, 600_000);
