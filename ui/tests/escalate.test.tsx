import { act, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { box, idOf, openConversation, sendButton } from "./desk";

const log = () => screen.getByTestId("conversation-log");
const URGENT = "If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.";

/** From the messages, by keys alone: says how many were pressed. */
async function escalates(user: UserEvent, way: "1" | "2" | "3" | "4"): Promise<number> {
  act(() => log().focus());
  const keys = ["u", way];
  await user.keyboard("u");
  await screen.findByTestId("escalate-menu");
  await user.keyboard(way);
  return keys.length;
}

test("c6_17_call_two_keys_show_whom_to_ring_at_which_number_and_the_outcome_is_logged", async () => {
  const { user, asked } = await openConversation("nowak");
  expect(await escalates(user, "1"), "actions").toBe(2);
  const dialog = await screen.findByTestId("contact-dialog");
  expect(screen.getByTestId("ring-number").textContent).toBe("07700 900 268");
  expect(screen.getByTestId("ring").textContent).toMatch(/PIOTR NOWAK born 0?4 June? 1968/u);
  expect(asked("record_contact"), "nothing is said that was not done").toEqual([]);
  await user.click(within(dialog).getByTestId("call-outcome-call_reached"));
  expect(screen.queryByTestId("call-again"), "reached: nothing to ring again about").toBeNull();
  await user.type(screen.getByTestId("contact-text"), "Told to ring 999");
  await user.click(screen.getByTestId("contact-dialog-save"));
  await waitFor(() => expect(asked("record_contact")).toMatchObject([{ conversation: idOf("nowak"), way: "call_reached", ring_again: false }]));
  await within(log()).findByText("Told to ring 999");
});

test("c6_17_a_call_that_reached_nobody_becomes_an_urgent_task_unless_somebody_says_otherwise", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  await escalates(user, "1");
  await user.click(await screen.findByTestId("call-outcome-call_no_answer"));
  expect(screen.getByTestId<HTMLInputElement>("call-again").checked, "by itself").toBe(true);
  await user.click(screen.getByTestId("contact-dialog-save"));
  await waitFor(() => expect(asked("record_contact")).toMatchObject([{ way: "call_no_answer", ring_again: true }]));
  await waitFor(() => expect(practice.tasks.filter((task) => task.what.startsWith("Ring again"))).toMatchObject([{ route: "phone", urgent: true, conversation: idOf("nowak") }]));
});

test("c6_17_text_two_keys_put_the_practices_words_into_the_box_and_only_a_person_sends_them", async () => {
  const { user, asked } = await openConversation("nowak");
  expect(await escalates(user, "2"), "actions").toBe(2);
  await waitFor(() => expect(box().value).toBe(URGENT));
  expect(document.activeElement, "ready to send").toBe(box());
  expect(asked("send"), "nothing leaves by itself").toEqual([]);
  await waitFor(() => expect(sendButton().hasAttribute("disabled")).toBe(false));
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("send")).toMatchObject([{ text: URGENT, conversation: idOf("nowak"), reason: "Escalated: the practice's own words for what is urgent" }]));
  expect((await screen.findByTestId("undo")), "and can be taken back").toBeTruthy();
});

test("c6_17_the_chord_works_from_the_box_and_what_was_typed_stays", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Dear Piotr,");
  await user.keyboard("{Control>}u{/Control}");
  await screen.findByTestId("escalate-menu");
  await user.keyboard("2");
  await waitFor(() => expect(box().value).toBe(`Dear Piotr,\n${URGENT}`));
  await user.keyboard("{Control>}u{/Control}");
  await screen.findByTestId("escalate-menu");
  await user.keyboard("2");
  await waitFor(() => expect(screen.queryByTestId("escalate-menu")).toBeNull());
  expect(box().value, "and is not said twice").toBe(`Dear Piotr,\n${URGENT}`);
});

test("c6_17_a_note_that_is_being_written_is_kept_while_the_text_goes_first", async () => {
  const { user } = await openConversation("nowak");
  await user.click(screen.getByTestId("composer-mode-note"));
  await user.type(box(), "sounded unwell");
  await user.keyboard("{Control>}u{/Control}");
  await screen.findByTestId("escalate-menu");
  await user.keyboard("2");
  await waitFor(() => expect(box().value).toBe(URGENT));
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("reply");
  expect(screen.getByTestId("composer").textContent).toContain("Your note is kept meanwhile.");
});

test("c6_17_the_words_are_in_the_patients_language_too", async () => {
  const { user, practice } = await openConversation("nowak");
  practice.needs.set("3000-patient-nowak", { order: [], cannot_phone: false, low_vision: false, interpreter: "", other: "", language: "pl", source: null });
  await escalates(user, "2");
  await waitFor(() => expect(box().value).toMatch(/^If it cannot wait.*W nagłym wypadku dzwoń pod numer 999\.$/u));
});

test("c6_17_duty_doctor_two_keys_hand_it_over_as_urgent_with_a_note_that_says_why", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  expect(await escalates(user, "3"), "actions").toBe(2);
  await waitFor(() => expect(asked("hand_over")).toMatchObject([{ conversation: idOf("nowak"), staff: "5001-staff-shah", account: null, why: "" }]));
  expect((await screen.findByTestId("toast")).textContent).toContain("Handed to Dr R. Shah as urgent");
  expect(practice.find(idOf("nowak"))).toMatchObject({ owner: "5001-staff-shah", class: "urgent" });
  await within(log()).findByText(/^Escalated: handed to Dr R\. Shah \(holds triage\) as urgent\. Why: the patient's message of/u);
});

test("c6_17_why_can_be_typed_and_enter_hands_it_over", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(screen.getByTestId("escalate"));
  await user.type(await screen.findByTestId("escalate-why"), "Chest pain for 1 hour{Enter}");
  await waitFor(() => expect(asked("hand_over")).toMatchObject([{ why: "Chest pain for 1 hour" }]));
  await within(log()).findByText(/Why: Chest pain for 1 hour$/u);
});

test("c6_17_with_nobody_on_duty_the_menu_says_so_and_what_to_do", async () => {
  const { user, asked } = await openConversation("nowak", "open", "no_holder");
  await user.click(screen.getByTestId("escalate"));
  const duty = await screen.findByTestId("escalate-duty");
  await waitFor(() => expect(duty.getAttribute("aria-disabled")).toBe("true"));
  expect(duty.textContent).toContain("Ring a doctor now, then name who holds triage");
  await user.keyboard("3");
  expect(asked("hand_over")).toEqual([]);
  expect(screen.getByTestId("escalate-menu"), "the other ways are still open").toBeTruthy();
});

test("c6_17_what_the_app_refuses_is_said_and_nothing_is_lost", async () => {
  const { user, practice, asked } = await openConversation("nowak");
  await user.click(screen.getByTestId("escalate"));
  await user.type(await screen.findByTestId("escalate-why"), "worse");
  practice.failNext("hand_over", "refused");
  await user.keyboard("{Enter}");
  await screen.findByTestId("escalate-refused");
  expect(screen.getByTestId<HTMLInputElement>("escalate-why").value).toBe("worse");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("hand_over")).toHaveLength(2));
  const [first, second] = asked("hand_over");
  expect(first?.message, "another try has a name of its own").not.toBe(second?.message);
});

test("c6_17_log_two_keys_begin_a_note", async () => {
  const { user, asked } = await openConversation("nowak");
  expect(await escalates(user, "4"), "actions").toBe(2);
  await waitFor(() => expect(box().value).toBe("Escalated: "));
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("note");
  await user.type(box(), "rang 999 for him");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("write_note")).toMatchObject([{ text: "Escalated: rang 999 for him" }]));
  await within(log()).findByText("Escalated: rang 999 for him");
});

test("c6_17_of_a_message_that_is_nobodys_only_the_hand_over_is_offered", async () => {
  const { user } = await openConversation("unknown", "unmatched");
  await user.click(screen.getByTestId("escalate"));
  await screen.findByTestId("escalate-menu");
  await waitFor(() => expect(screen.getByTestId("escalate-duty").textContent).toContain("To Dr R. Shah, who holds triage"));
  for (const way of ["call", "text", "log"]) expect(screen.getByTestId(`escalate-${way}`).textContent).toContain("Nobody has said yet whose conversation this is");
  expect(screen.getByTestId("escalate-duty").getAttribute("aria-disabled")).toBe("false");
});

test("c6_17_whoever_may_do_nothing_has_no_button_and_the_key_says_why", async () => {
  const { user } = await openConversation("nowak", "open", "read_only");
  expect(screen.queryByTestId("escalate")).toBeNull();
  act(() => log().focus());
  await user.keyboard("u");
  expect((await screen.findByTestId("toast")).textContent).toContain("Not now: Your role does not allow this");
});
