import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, idOf, openApp, openConversation, sendButton } from "./desk";

/** a message that was wrong is marked, and its words stay. */

const at = (id: string) => {
  const found = document.querySelector<HTMLElement>(`[data-message="${id}"]`);
  if (!found) throw new Error(`no message ${id}`);
  return found;
};
const SENT = "7000-message-whitlock-2";

/** The window with the answer to Whitlock, which he has read, and its mark asked for. */
async function asking(key = "whitlock", id = SENT) {
  const app = await openConversation(key);
  await app.user.click(within(at(id)).getByTestId("message-wrong"));
  await screen.findByTestId("wrong-dialog");
  return app;
}

async function marked(reason = "wrong_fact", words = "5 mg was meant") {
  const app = await asking();
  await app.user.click(screen.getByTestId(`wrong-reason-${reason}`));
  if (words) await app.user.type(screen.getByTestId("wrong-words"), words);
  await app.user.click(screen.getByTestId("wrong-save"));
  await waitFor(() => expect(at(SENT).dataset["wrong"]).toBe(reason));
  return app;
}

test("a_13_a_person_says_why_and_the_words_stay_readable", async () => {
  const { asked } = await marked();
  expect(asked("mark_wrong")).toEqual([{ message: SENT, reason: "wrong_fact", words: "5 mg was meant" }]);
  expect(within(at(SENT)).getByTestId("message-text").textContent).toContain("finish the course");
  const line = within(at(SENT)).getByTestId("wrong-line").textContent ?? "";
  expect(line).toContain("Marked as wrong by A. Okafor");
  expect(line).toContain("because something in it is not so: “5 mg was meant”");
  expect(within(at(SENT)).getByTestId("wrong-reached").textContent?.trim()).toBe("The patient has read it.");
  expect(at(SENT).getAttribute("aria-label")).toContain("marked as wrong");
});

test("a_13_the_correction_is_opened_linked_and_sent_by_nobody_but_its_author", async () => {
  const { user, asked } = await marked();
  await waitFor(() => expect(screen.getByTestId("composer-quote-jump").dataset["quoted"]).toBe(SENT));
  expect(screen.getByTestId("composer-quote").textContent).toContain("Corrects:");
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("reply");
  expect(asked("send"), "nothing is sent by itself").toEqual([]);
  expect(box().value, "nor written").toBe("");
  await user.type(box(), "Sorry: 5 mg, not 50.");
  await user.click(sendButton());
  await waitFor(() => expect(asked("send")[0]).toMatchObject({ text: "Sorry: 5 mg, not 50.", quote: { message: SENT, corrects: true } }));
  await waitFor(() => expect(within(at(SENT)).getByTestId("wrong-corrected")).toBeTruthy());
  expect(within(at(SENT)).queryByTestId("wrong-correct"), "one is enough").toBeNull();
});

test("a_13_the_mark_can_be_taken_away", async () => {
  const { user, asked } = await marked();
  await user.click(within(at(SENT)).getByTestId("wrong-back"));
  await waitFor(() => expect(at(SENT).dataset["wrong"]).toBeUndefined());
  expect(asked("unmark_wrong")).toEqual([{ message: SENT }]);
  expect(within(at(SENT)).queryByTestId("wrong-line")).toBeNull();
});

test("a_13_the_toast_takes_the_mark_away_too", async () => {
  const { user } = await marked();
  await user.click(screen.getByTestId("toast-unmark"));
  await waitFor(() => expect(at(SENT).dataset["wrong"]).toBeUndefined());
});

test("a_13_no_reason_no_mark_and_something_else_needs_words", async () => {
  const { user, asked } = await asking();
  await user.click(screen.getByTestId("wrong-save"));
  expect(screen.getByText("Choose what was wrong.")).toBeTruthy();
  await user.click(screen.getByTestId("wrong-reason-other"));
  await user.click(screen.getByTestId("wrong-save"));
  expect(screen.getByText("Say in a few words what was wrong.")).toBeTruthy();
  expect(asked("mark_wrong")).toEqual([]);
  await user.type(screen.getByTestId("wrong-words"), "Sent twice");
  await user.click(screen.getByTestId("wrong-save"));
  await waitFor(() => expect(asked("mark_wrong")).toHaveLength(1));
});

test("a_13_words_for_the_wrong_person_make_an_urgent_task_which_the_thread_shows", async () => {
  const { practice } = await marked("wrong_person", "");
  expect(practice.tasks.at(-1)).toMatchObject({ message: SENT, urgent: true, owner: null });
  expect((await within(at(SENT)).findByTestId("task-line")).textContent).toContain("went to the wrong person");
});

test("a_13_a_note_is_folded_and_read_on_request", async () => {
  const { user, practice } = await openConversation("nowak");
  act(() => {
    practice.add(practice.find(idOf("nowak")), { kind: "note", id: "note-1", text: "His potassium is high", author: "A. Okafor" });
    practice.changed(idOf("nowak"));
  });
  await screen.findAllByText("His potassium is high");
  await user.click(within(at("note-1")).getByTestId("message-wrong"));
  await user.click(await screen.findByTestId("wrong-reason-not_meant"));
  await user.click(screen.getByTestId("wrong-save"));
  const folded = await within(at("note-1")).findByTestId<HTMLDetailsElement>("wrong-note");
  expect(folded.open, "folded to begin with").toBe(false);
  await user.click(within(folded).getByText(/marked as wrong/u));
  expect(folded.open).toBe(true);
  expect(within(folded).getByTestId("message-text").textContent).toBe("His potassium is high");
  expect(screen.queryByTestId("composer-quote"), "a note needs no correction to anybody").toBeNull();
});

test("a_13_a_colleagues_note_is_not_for_a_nurse_to_mark_and_nothing_of_the_patients_is", async () => {
  const { practice } = await openConversation("nowak");
  act(() => {
    practice.add(practice.find(idOf("nowak")), { kind: "note", id: "note-2", text: "Seen", author: "Dr R. Shah" });
    practice.changed(idOf("nowak"));
  });
  await screen.findAllByText("Seen");
  expect(within(at("note-2")).queryByTestId("message-wrong")).toBeNull();
  const theirs = screen.getAllByTestId("message").filter((one) => one.dataset["kind"] === "in");
  expect(theirs.length).toBeGreaterThan(0);
  expect(theirs.every((one) => within(one).queryByTestId("message-wrong") === null)).toBe(true);
});

test("a_13_what_can_still_be_taken_back_is_not_marked", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Held");
  await user.click(sendButton());
  const held = (await screen.findByTestId("undo")).closest<HTMLElement>('[data-testid="message"]');
  expect(held && within(held).queryByTestId("message-wrong")).toBeNull();
});

test("a_13_what_failed_and_was_wrong_is_not_offered_again", async () => {
  const { user } = await openConversation("oconnor", "failed");
  const failed = "7000-message-oconnor-2";
  expect(within(at(failed)).getByTestId("send-again")).toBeTruthy();
  await user.click(within(at(failed)).getByTestId("message-wrong"));
  await user.click(await screen.findByTestId("wrong-reason-wrong_fact"));
  await user.click(screen.getByTestId("wrong-save"));
  await waitFor(() => expect(at(failed).dataset["wrong"]).toBe("wrong_fact"));
  expect(within(at(failed)).queryByTestId("send-again")).toBeNull();
  expect(within(at(failed)).getByTestId("wrong-reached").textContent?.trim()).toBe("It did not arrive.");
});

test("a_13_a_refusal_says_why_and_the_dialog_stays", async () => {
  const { user, practice } = await asking();
  practice.failNext("mark_wrong", "not_allowed");
  await user.click(screen.getByTestId("wrong-reason-wrong_fact"));
  await user.click(screen.getByTestId("wrong-save"));
  await waitFor(() => expect(screen.getByTestId("wrong-problem").textContent).toBe("Your role does not allow this."));
  expect(at(SENT).dataset["wrong"]).toBeUndefined();
});

test("a_13_search_finds_it_with_a_label", async () => {
  const { practice, user } = openApp();
  await waitFor(() => screen.getAllByTestId("row"));
  const message = practice.find(idOf("whitlock")).messages.find(({ id }) => id === SENT);
  if (!message) throw new Error("no answer");
  message.wrong = { reason: "wrong_fact", words: "", by: "A. Okafor", at: message.at };
  await user.type(screen.getByTestId("search-input"), "breathless");
  const hits = await screen.findAllByTestId("search-hit");
  const hit = hits.find((one) => one.dataset["message"] === SENT);
  expect(hit && within(hit).getByTestId("search-wrong").textContent).toBe("Marked as wrong");
});
