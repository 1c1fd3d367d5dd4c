import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf, openApp, openConversation, pause, rowOf } from "./desk";

test("text_from_outside_is_shown_and_never_obeyed", async () => {
  await openConversation("oconnor");
  const text = screen.getAllByTestId("message-text")[0];
  expect(text?.textContent).toBe("<img src=x onerror=alert(1)> my form looked like this, is that right? <b>please</b> advise");
  expect(text?.querySelector("*"), "no element came from the text").toBeNull();
});

test("control_characters_are_made_visible", async () => {
  const { practice } = await openConversation("begum");
  act(() => void practice.receive(idOf("begum"), "a\u0007b\u202Ec"));
  expect(await screen.findAllByText("a\u2407b\u27e8U+202E\u27e9c"), "in the log and in the list").toHaveLength(2);
});

test("a_very_long_text_is_folded", async () => {
  const { user } = await openConversation("long");
  const fold = screen.getByTestId("message-fold");
  const text = () => screen.getAllByTestId("message-text")[1]?.textContent?.length ?? 0;
  expect(text()).toBeLessThan(1300);
  await user.click(fold);
  expect(text()).toBeGreaterThan(4000);
});

test.each([
  ["oconnor", "Not delivered: this number cannot receive texts"],
  ["tran", "Not known whether it left: please decide"],
  ["okoro", "Filing failed: the record's folder is not there"],
  ["long", "Waiting to be sent, tried 2 times"],
  ["levy", /^Sent to the network/u],
  ["ferreira", /^Delivered to phone .*, not known to be read$/u],
])("the_state_of_%s_is_said_in_words", async (key, words) => {
  await openConversation(key);
  expect(screen.getByText(words)).toBeTruthy();
});

test("a_person_decides_about_a_message_that_may_not_have_left", async () => {
  const { user, asked } = await openConversation("tran", "failed");
  await user.click(screen.getByTestId("resolve-not-sent"));
  expect(asked("resolve_unknown")).toEqual([{ message: "7000-message-tran-2", send: false }]);
});

test("the_unread_line_stays_after_reading", async () => {
  const { practice } = await openConversation("whitlock");
  expect(screen.getByTestId("unread-line")).toBeTruthy();
  await waitFor(() => expect(practice.find(idOf("whitlock")).messages.some(({ unread }) => unread)).toBe(false));
  expect(screen.getByTestId("unread-line"), "until the thread is left").toBeTruthy();
});

test("nothing_is_read_while_nobody_sits_before_the_window", async () => {
  document.hasFocus = () => false;
  try {
    const { asked } = await openConversation("whitlock");
    await pause(900);
    expect(asked("mark_read")).toHaveLength(0);
  } finally {
    document.hasFocus = () => true;
  }
});

test("at_most_eighty_rows_of_ten_thousand_are_drawn", async () => {
  await openConversation("macleod", "open", "huge");
  expect(document.querySelectorAll('[data-testid="conversation-log"] [data-index]').length).toBeLessThanOrEqual(80);
});

test("a_new_message_is_announced_without_saying_from_whom", async () => {
  const { practice } = await openConversation("nowak");
  act(() => void practice.receive(idOf("nowak"), "secret words"));
  await waitFor(() => expect(screen.getByTestId("announcer").textContent?.trim()).toBe("New message"));
});

test("the_first_conversation_opens_by_itself", async () => {
  openApp();
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf("whitlock")));
  expect(rowOf("whitlock").getAttribute("aria-current")).toBe("true");
});

test("the_list_does_not_move_under_the_pointer", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.hover(screen.getByTestId("list"));
  const order = () => screen.getAllByTestId("row").map((row) => row.dataset["conversation"]);
  const before = order();
  act(() => void practice.receive(idOf("begum"), "me again"));
  await screen.findByText("me again");
  expect(order()).toEqual(before);
});

test("the_title_says_nothing_about_a_patient", async () => {
  await openConversation("nowak");
  expect(document.title).toBe("Anteroom");
});
