import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { quoteOf } from "@/lib/quote";
import type { Request } from "@/platform";
import { box, choose, idOf, openApp, openConversation, sendButton } from "./desk";

/** answering one particular message. */

const messages = () => screen.getAllByTestId("message");
const nth = (place: number) => {
  const message = messages()[place];
  if (!message) throw new Error(`no message ${place}`);
  return message;
};
const ofKind = (kind: string) => {
  const message = messages().find((one) => one.dataset["kind"] === kind);
  if (!message) throw new Error(`no message of kind ${kind}`);
  return message;
};
const focused = () => document.activeElement?.closest<HTMLElement>("[data-message]")?.dataset["message"];
const firstLine = (message: HTMLElement) => within(message).getByTestId("message-text").textContent?.split("\n")[0] ?? "";

test("a_16_a_reply_remembers_which_message_it_answers", async () => {
  const { user, asked } = await openConversation("nowak");
  const first = ofKind("in");
  await user.click(within(first).getByTestId("message-answer"));
  const quote = screen.getByTestId("composer-quote");
  expect(quote.textContent).toContain(firstLine(first));
  expect(screen.getByTestId("composer-quote-only").textContent, "no quote goes by text, and that is said").toBe("Piotr sees only your text.");
  expect(document.activeElement).toBe(box());
  await user.type(box(), "Yes, that one");
  await user.click(sendButton());
  const sent = await waitFor(() => asked("send")[0] ?? Promise.reject(new Error("not sent")));
  expect(sent).toMatchObject({ text: "Yes, that one", quote: { message: first.dataset["message"] } });
  expect(sent.text, "nothing is added to the words").toBe("Yes, that one");
  expect(screen.queryByTestId("composer-quote"), "the next message answers nothing yet").toBeNull();
  const above = within(await waitFor(() => messages().at(-1) ?? Promise.reject(new Error("none")))).getByTestId("message-quote");
  expect(above.textContent).toContain(firstLine(first));
});

test("a_16_q_answers_the_message_that_has_the_focus", async () => {
  const { user } = await openConversation("nowak");
  const log = screen.getByTestId("conversation-log");
  act(() => log.focus());
  await user.keyboard("q");
  expect(screen.queryByTestId("composer-quote"), "none has it yet").toBeNull();
  act(() => log.focus());
  await user.keyboard("{ArrowUp}");
  expect(focused(), "the arrow goes in, at the last one in view").toBe(messages().at(-1)?.dataset["message"]);
  while (focused() !== nth(0).dataset["message"]) await user.keyboard("{ArrowUp}");
  await user.keyboard("q");
  expect(screen.getByTestId("composer-quote-jump").dataset["quoted"]).toBe(nth(0).dataset["message"]);
  await waitFor(() => expect(document.activeElement, "and one can write at once").toBe(box()));
});

test("a_16_the_letter_is_silent_where_letters_are_switched_off_and_in_the_box", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "q");
  expect(screen.queryByTestId("composer-quote")).toBeNull();
  expect(box().value).toBe("q");
  await user.keyboard("{Control>}/{/Control}");
  await user.click(screen.getByTestId("letters-switch"));
  await user.keyboard("{Escape}");
  act(() => nth(0).focus());
  await user.keyboard("q");
  expect(screen.queryByTestId("composer-quote")).toBeNull();
  await user.keyboard("{Control>}/{/Control}");
  await user.click(screen.getByTestId("letters-switch"));
});

test("a_16_the_quote_is_part_of_the_draft_and_can_be_taken_away", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(within(nth(0)).getByTestId("message-answer"));
  await user.type(box(), "About this");
  const quote = { message: nth(0).dataset["message"] };
  await waitFor(() => expect(asked("save_draft").at(-1)).toMatchObject({ conversation: idOf("nowak"), text: "About this", quote }));
  await choose(user, "begum");
  expect(screen.queryByTestId("composer-quote"), "H3: it does not come along").toBeNull();
  await choose(user, "nowak");
  expect(screen.getByTestId("composer-quote-jump").dataset["quoted"]).toBe(quote.message);
  await user.click(screen.getByTestId("composer-quote-remove"));
  expect(screen.queryByTestId("composer-quote")).toBeNull();
  expect(box().value, "the words stay").toBe("About this");
  await waitFor(() => expect(asked("save_draft").at(-1)?.quote).toBeNull());
});

test("a_16_undo_gives_the_quote_back_with_the_words", async () => {
  const { user } = await openConversation("nowak");
  await user.click(within(nth(0)).getByTestId("message-answer"));
  await user.type(box(), "Too soon");
  await user.click(sendButton());
  await user.click(await screen.findByTestId("undo"));
  await waitFor(() => expect(box().value).toBe("Too soon"));
  expect(screen.getByTestId("composer-quote-jump").dataset["quoted"]).toBe(nth(0).dataset["message"]);
});

test("a_16_a_note_is_answered_by_a_note_and_never_quoted_to_the_patient", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  act(() => {
    practice.add(practice.find(idOf("nowak")), { kind: "note", text: "Ring his wife first", author: "Dr R. Shah" });
    practice.changed(idOf("nowak"));
  });
  await screen.findAllByText("Ring his wife first");
  const note = ofKind("note");
  await user.click(within(note).getByTestId("message-answer"));
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("note");
  expect(screen.queryByTestId("composer-quote-only"), "a note is for staff").toBeNull();
  await user.type(box(), "Done");
  await user.click(screen.getByTestId("composer-mode-reply"));
  expect(screen.queryByTestId("composer-quote"), "to the patient it is quoted no more").toBeNull();
  expect(box().value).toBe("Done");
  await user.click(within(note).getByTestId("message-answer"));
  await user.click(sendButton());
  await waitFor(() => expect(asked("write_note")[0]).toMatchObject({ text: "Done", quote: { message: note.dataset["message"] } }));
});

test("a_16_a_press_on_a_quote_goes_to_the_message_and_marks_it_for_a_moment", async () => {
  const { user } = await openConversation("nowak");
  const first = nth(0);
  await user.click(within(first).getByTestId("message-answer"));
  await user.type(box(), "This one");
  await user.click(screen.getByTestId("composer-quote-jump"));
  await waitFor(() => expect(first.dataset["marked"]).toBe("true"));
  expect(focused(), "whoever writes goes on writing").toBeUndefined();
  await waitFor(() => expect(first.dataset["marked"]).toBe("false"), { timeout: 3000 });
  await user.click(sendButton());
  const above = await screen.findByTestId("message-quote");
  act(() => above.focus());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(focused(), "whoever reads goes on from there").toBe(first.dataset["message"]));
  expect(first.dataset["marked"]).toBe("true");
});

test("a_16_a_press_reads_older_pages_first_where_it_must", async () => {
  const { user, practice, asked } = openApp();
  const begum = practice.find(idOf("begum"));
  const like = begum.messages[0];
  if (!like) throw new Error("a message");
  const old = { ...like, id: "long-ago", number: 20, text: "Long ago" };
  begum.messages = Array.from({ length: 400 }, (_, index) => (index === 19 ? old : { ...like, id: `like-${index + 1}`, number: index + 1, unread: false, quote: index > 300 ? quoteOf(old) : null }));
  // The first page comes; the ones before it never do, so that what is quoted is not here.
  const call = practice.call.bind(practice);
  practice.call = (command, request) => (command === "messages" && (request as Request<"messages">).before !== null ? new Promise(() => undefined) : call(command, request));
  await user.click(await screen.findByTestId("queue-open"));
  await choose(user, "begum");
  expect(document.querySelector('[data-message="long-ago"]'), "it is not here").toBeNull();
  const above = (await screen.findAllByTestId("message-quote"))[0];
  if (!above) throw new Error("no quote");
  await user.click(above);
  await waitFor(() => expect(asked("messages").some(({ around }) => around === 20), "the page around it is asked for").toBe(true));
  const shown = await waitFor(() => document.querySelector<HTMLElement>('[data-message="long-ago"]') ?? Promise.reject(new Error("not read yet")));
  expect(shown.dataset["marked"]).toBe("true");
});

test("a_16_a_draft_whose_quote_is_gone_is_not_lost", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  await user.click(within(nth(0)).getByTestId("message-answer"));
  await user.type(box(), "Still wanted");
  practice.failNext("send", "quote_gone");
  await user.click(sendButton());
  await waitFor(() => expect(screen.getByTestId("composer-quote").dataset["gone"]).toBe("true"));
  expect(box().value, "the words stay").toBe("Still wanted");
  expect(screen.getByTestId("composer-quote").textContent).toContain("Your words are kept");
  await user.click(sendButton());
  await waitFor(() => expect(asked("send").at(-1)).toMatchObject({ text: "Still wanted", quote: null }));
});

test("a_16_what_can_still_be_taken_back_is_not_answered", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Held");
  await user.click(sendButton());
  const held = (await screen.findByTestId("undo")).closest<HTMLElement>('[data-testid="message"]');
  expect(held && within(held).queryByTestId("message-answer")).toBeNull();
});
