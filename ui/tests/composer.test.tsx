import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, choose, idOf, openConversation, pause, sendButton } from "./desk";

test("a_draft_is_saved_within_half_a_second_of_the_last_key", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Thank you");
  await waitFor(() => expect(asked("save_draft").at(-1)).toMatchObject({ conversation: idOf("nowak"), text: "Thank you", mode: "reply" }), { timeout: 500 });
});

test("a_draft_is_saved_at_once_when_the_box_loses_the_focus", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Thank you");
  fireEvent.blur(box());
  await waitFor(() => expect(asked("save_draft").at(-1)?.text).toBe("Thank you"), { timeout: 100, interval: 5 });
});

test("another_conversation_never_shows_this_ones_draft", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "For Piotr only");
  await choose(user, "begum");
  expect(box().value, "a thread without a draft blanks the box").toBe("");
  await choose(user, "nowak");
  expect(box().value).toBe("For Piotr only");
});

test("a_kept_draft_is_in_the_box_and_in_the_list", async () => {
  await openConversation("adeyemi");
  expect(box().value).toMatch(/^Thank you for the photo, Tolu/u);
  expect(screen.getByText("Draft:")).toBeTruthy();
});

test("sending_names_the_patient_and_shows_the_message_as_held", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Thank you, that is fine.");
  expect(sendButton().textContent).toContain("Send to Piotr");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const held = await screen.findByTestId("undo");
  expect(held.closest('[data-testid="message"]')?.getAttribute("data-delivery")).toBe("held");
  expect(box().value).toBe("");
  expect(asked("send")).toHaveLength(1);
  expect(asked("send")[0]).toMatchObject({ to: "+447700900268", shared_number_seen: false, repeats: null });
  expect(asked("send")[0]?.message).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/u);
});

test("pressing_twice_sends_once", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Once only");
  await user.dblClick(sendButton());
  await screen.findByTestId("undo");
  expect(practice.find(idOf("nowak")).messages.filter(({ text }) => text.startsWith("Once only"))).toHaveLength(1);
});

test("undo_puts_the_text_back_and_takes_the_message_away", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Too soon");
  await user.click(sendButton());
  await user.click(await screen.findByTestId("undo"));
  await waitFor(() => expect(box().value).toBe("Too soon"));
  expect(practice.find(idOf("nowak")).messages.some(({ text }) => text === "Too soon")).toBe(false);
});

test("control_z_in_an_empty_box_undoes_the_last_send", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Too soon");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByTestId("undo");
  box().focus();
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(box().value).toBe("Too soon"));
});

test("undo_that_comes_too_late_says_so", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Gone");
  await user.click(sendButton());
  const undo = await screen.findByTestId("undo");
  practice.failNext("undo", "too_late");
  await user.click(undo);
  await screen.findByText(/It has already left/u);
});

test("a_new_message_must_be_looked_at_before_the_answer_goes", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  await user.type(box(), "Please carry on as before.");
  act(() => void practice.receive(idOf("nowak"), "now I feel dizzy"));
  await waitFor(() => expect(sendButton().textContent).toContain("Review 1 new"));
  await user.click(sendButton());
  expect(asked("send"), "the first press only shows").toHaveLength(0);
  await screen.findByText(/1 new message came since you began/u);
  await pause(750);
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(asked("send")[0]?.revision).toBe(practice.find(idOf("nowak")).revision);
});

test("a_refusal_as_stale_keeps_the_text_and_the_second_press_sends", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  await user.type(box(), "Please carry on as before.");
  practice.failNext("send", "stale_view", 1);
  await user.click(sendButton());
  await waitFor(() => expect(sendButton().textContent).toContain("Review 1 new"));
  expect(box().value).toBe("Please carry on as before.");
  await pause(750);
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(asked("send")).toHaveLength(2);
});

test("a_shared_number_is_asked_about_and_not_answered_by_the_sending_key", async () => {
  const { user, asked } = await openConversation("ferreira");
  await user.type(box(), "Please ring us.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  const question = await screen.findByTestId("shared-question");
  expect(question.textContent).toContain("2 other patients share this number. Send to ANA FERREIRA?");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(asked("send"), "the same keys do not confirm").toHaveLength(1);
});

test("a_confirmed_shared_number_is_sent", async () => {
  const { user, asked } = await openConversation("ferreira");
  await user.type(box(), "Please ring us.");
  await user.click(sendButton());
  await user.click(await screen.findByTestId("shared-send"));
  await screen.findByTestId("undo");
  expect(asked("send").map((request) => request.shared_number_seen)).toEqual([false, true]);
});

test.each(["internal", "number_not_patients", "too_long", "disk_full", "refused"] as const)("a_send_that_fails_with_%s_keeps_the_text", async (code) => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Do not lose me");
  practice.failNext("send", code, 1530);
  await user.click(sendButton());
  const error = await screen.findByTestId("composer-error");
  expect(error.dataset["code"]).toBe(code);
  expect(box().value).toBe("Do not lose me");
  await waitFor(() => expect(practice.find(idOf("nowak")).draft?.text).toBe("Do not lose me"));
});

test("after_an_unclear_failure_the_same_words_ask_under_the_same_id", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  await user.type(box(), "Perhaps heard");
  practice.failNext("send", "internal");
  await user.click(sendButton());
  await screen.findByTestId("composer-error");
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(new Set(asked("send").map(({ message }) => message)).size).toBe(1);
});

test("a_note_is_never_sent_to_the_patient", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  await user.click(screen.getByTestId("composer-mode-note"));
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("note");
  expect(sendButton().textContent).toContain("Add note");
  await user.type(box(), "Sounded well on the phone");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(practice.find(idOf("nowak")).messages.at(-1)?.kind).toBe("note"));
  expect(asked("send")).toHaveLength(0);
  expect(asked("write_note")).toHaveLength(1);
});

test("the_identity_stands_above_the_box", async () => {
  await openConversation("ferreira");
  const strip = screen.getByTestId("identity-strip");
  for (const fact of ["FERREIRA, Ana", "12 Mar 1984", "999 042 1187", "07700 900 432"]) expect(strip.textContent).toContain(fact);
  expect(strip.compareDocumentPosition(box()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test("the_size_of_a_text_is_said", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Hello");
  await waitFor(() => expect(screen.getByTestId("composer-size").textContent).toBe("50 of 918 characters, 1 text, 4.1p"));
});

test("a_failed_message_is_sent_again_in_the_same_words", async () => {
  const { user, asked } = await openConversation("oconnor", "failed");
  await user.click(screen.getByTestId("send-again"));
  await screen.findByTestId("undo");
  expect(asked("send")[0]).toMatchObject({ repeats: "7000-message-oconnor-2", to: "+447700900530" });
  expect(within(screen.getByTestId("conversation-log")).getByText("Sent again below")).toBeTruthy();
});
