import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { box, choose, idOf, openConversation, pause, rowOf, sendButton } from "./desk";

afterEach(() => localStorage.clear());

const dialog = () => screen.findByTestId("done-dialog");
const opened = () => screen.getByTestId("conversation").dataset["conversation"];
const nextOf = (key: string) => {
  const rows = screen.getAllByTestId("row").map((row) => row.dataset["conversation"]);
  return rows[rows.indexOf(idOf(key)) + 1];
};

test("c6_10_done_lists_the_questions_in_the_patients_words_and_waits_for_a_person", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  act(() => void practice.receive(idOf("nowak"), "Thanks. Can I drive? And is it ok to drink?"));
  for (const message of practice.find(idOf("nowak")).messages) message.filing = { state: "written", at: message.at };
  await user.click(screen.getByTestId("mark-done"));
  const asks = within(await dialog());
  await waitFor(() => expect(asks.getAllByTestId("question").map((one) => one.querySelector("q")?.textContent).slice(-2)).toEqual(["Can I drive?", "And is it ok to drink?"]));
  expect(asks.getAllByTestId("question").at(-1)?.textContent).toContain("No reply since");
  expect(document.activeElement, "going back is what Enter does").toBe(asks.getByTestId("done-cancel"));
  await user.click(asks.getByTestId("done-cancel"));
  expect(practice.find(idOf("nowak")).done).toBe(false);
  await user.click(screen.getByTestId("mark-done"));
  const confirm = within(await dialog()).getByTestId<HTMLButtonElement>("done-confirm");
  await waitFor(() => expect(confirm.disabled).toBe(false));
  expect(confirm.textContent).toBe("Done: every question is answered");
  await user.click(confirm);
  await waitFor(() => expect(practice.find(idOf("nowak")).done).toBe(true));
  expect(asked("mark_done").at(-1)).toMatchObject({ reason: null, answered: true });
});

test("c6_10_the_reply_that_came_after_a_question_is_named_with_its_time", async () => {
  const { user, practice } = await openConversation("nowak");
  act(() => void practice.receive(idOf("nowak"), "Can I drive?"));
  await user.type(box(), "Yes, from Monday.");
  await user.click(sendButton());
  await pause(750);
  if (!screen.queryByTestId("undo")) await user.click(sendButton());
  await screen.findByTestId("undo");
  for (const message of practice.find(idOf("nowak")).messages) message.filing = { state: "written", at: message.at };
  await user.click(screen.getByTestId("mark-done"));
  await waitFor(() => expect(screen.getAllByTestId("question").at(-1)?.textContent).toMatch(/Reply after it \d\d:\d\d/u));
});

test("c6_10_where_nothing_was_asked_e_is_one_key", async () => {
  const { user, practice } = await openConversation("nowak");
  const conversation = practice.find(idOf("nowak"));
  for (const message of conversation.messages) Object.assign(message, { text: message.text.replaceAll("?", "."), filing: { state: "written", at: message.at } });
  rowOf("nowak").focus();
  await user.keyboard("e");
  await waitFor(() => expect(conversation.done).toBe(true));
  expect(screen.queryByTestId("done-dialog")).toBeNull();
});

test("c6_10_what_is_not_in_the_record_and_what_was_asked_are_one_dialog", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  const conversation = practice.find(idOf("nowak"));
  act(() => void practice.receive(idOf("nowak"), "Can I drive?"));
  for (const message of conversation.messages) message.filing = { state: "pending" };
  await user.click(screen.getByTestId("mark-done"));
  const asks = within(await dialog());
  await asks.findAllByTestId("question");
  await user.type(asks.getByTestId("done-reason"), "Told by telephone");
  await user.click(asks.getByTestId("done-confirm"));
  await waitFor(() => expect(conversation.done).toBe(true));
  expect(asked("mark_done").at(-1)).toMatchObject({ reason: "Told by telephone", answered: true });
});

test("a_14_the_menu_chooses_what_send_does_and_this_person_finds_it_again", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(screen.getByTestId("send-menu"));
  const keys = (await screen.findByTestId("send-after-next")).textContent;
  expect(keys, "the key stands beside it").toContain("Ctrl Shift ⏎");
  await user.click(screen.getByTestId("send-after-next"));
  expect(asked("send"), "choosing sends nothing").toHaveLength(0);
  const next = nextOf("nowak");
  await user.type(box(), "Thank you, that is fine.");
  expect(sendButton().textContent).toContain("Send to Piotr, then next");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(opened()).toBe(next));
  await choose(user, "nowak");
  expect(sendButton().dataset["after"], "remembered").toBe("next");
  expect(Object.entries(localStorage).filter(([key]) => key.startsWith("anteroom.after.")).map(([, kept]) => kept)).toEqual(["next"]);
});

test("a_14_send_and_next_by_key_goes_to_the_next_in_the_list_as_shown", async () => {
  const { user, asked } = await openConversation("nowak");
  const next = nextOf("nowak");
  await user.type(box(), "Thank you, that is fine.");
  await user.keyboard("{Control>}{Shift>}{Enter}{/Shift}{/Control}");
  await waitFor(() => expect(opened()).toBe(next));
  expect(asked("send")[0]).toMatchObject({ conversation: idOf("nowak"), then_done: false });
});

test("a_14_send_and_done_asks_about_questions_and_undo_keeps_it_open", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  act(() => void practice.receive(idOf("nowak"), "Can I drive?"));
  await pause(50);
  await user.type(box(), "Yes, from Monday.");
  await user.keyboard("{Control>}{Alt>}{Enter}{/Alt}{/Control}");
  await screen.findByTestId("end-question");
  expect(practice.find(idOf("nowak")).messages.some(({ text }) => text.startsWith("Yes, from")), "nothing is sent while it is asked").toBe(false);
  const confirm = screen.getByTestId<HTMLButtonElement>("end-send");
  await waitFor(() => expect(confirm.disabled).toBe(false));
  await user.click(confirm);
  await screen.findByText(/then done once it is in the record/u);
  expect(asked("send").at(-1)).toMatchObject({ then_done: true, answered: true });
  await user.click(await screen.findByTestId("toast-undo"));
  await waitFor(() => expect(practice.find(idOf("nowak")).messages.some(({ text }) => text.startsWith("Yes, from"))).toBe(false));
  expect(practice.find(idOf("nowak")).done).toBe(false);
});

test("a_15_enter_makes_a_new_line_until_this_person_says_otherwise", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "One{Enter}two");
  expect(box().value).toBe("One\ntwo");
  await user.click(screen.getByTestId("send-menu"));
  await user.click(await screen.findByTestId("send-enter"));
  await user.click(box());
  await user.keyboard("{Shift>}{Enter}{/Shift}three");
  expect(asked("send")).toHaveLength(0);
  expect(box().value).toBe("One\ntwo\nthree");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("send")).toHaveLength(1));
});

test("a_15_control_enter_always_sends_and_a_word_being_composed_never_does", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(screen.getByTestId("send-menu"));
  await user.click(await screen.findByTestId("send-enter"));
  await user.type(box(), "にほん");
  fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(box(), { key: "Enter", keyCode: 229 });
  fireEvent.keyDown(box(), { key: "Enter", ctrlKey: true, isComposing: true });
  await pause(20);
  expect(asked("send")).toHaveLength(0);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("send")).toHaveLength(1));
});

test("a_21_the_same_words_are_asked_about_beside_the_button_and_the_second_press_sends", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Please ring us today");
  await user.click(sendButton());
  await screen.findByTestId("undo");
  await user.type(box(), "please  ring us TODAY");
  await user.click(sendButton());
  expect((await screen.findByTestId("composer-twice")).textContent).toMatch(/^The same words went to this patient at \d\d:\d\d \(about to be sent\)\. Press again/u);
  expect(box().value, "the words stay").toBe("please  ring us TODAY");
  expect(sendButton().textContent).toContain("again");
  await user.click(sendButton());
  expect(asked("send"), "a press that comes too soon was meant for the first label").toHaveLength(2);
  await pause(750);
  await user.click(sendButton());
  await waitFor(() => expect(asked("send").map((request) => request.repeat_seen)).toEqual([false, false, true]));
});

test("a_21_other_words_end_the_question", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Please ring us today");
  await user.click(sendButton());
  await screen.findByTestId("undo");
  await user.type(box(), "Please ring us today");
  await user.click(sendButton());
  await screen.findByTestId("composer-twice");
  await user.type(box(), " or tomorrow");
  expect(screen.queryByTestId("composer-twice")).toBeNull();
  expect(sendButton().textContent).not.toContain("again");
});
