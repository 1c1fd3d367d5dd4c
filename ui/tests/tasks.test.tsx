import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { box, openApp, openConversation, pause } from "./desk";

const tasks = () => screen.getAllByTestId("task");
const named = (id: string) => {
  const found = tasks().find((task) => task.dataset["task"] === id);
  if (!found) throw new Error(`no task ${id}`);
  return found;
};

async function openTasks(scene = "desk") {
  const app = openApp(scene);
  await app.user.click(await screen.findByTestId("tasks-nav"));
  await screen.findAllByTestId("task");
  return app;
}

test("c3_3_tasks_stand_in_order_of_due_time_and_what_is_late_says_so_in_words", async () => {
  await openTasks();
  expect(tasks().map((task) => task.dataset["task"])).toEqual(["7000-message-oconnor-2", "8000-task-whitlock", "7000-message-hart-1", "8000-task-okoro"]);
  expect(named("7000-message-oconnor-2").textContent).toContain("Overdue since");
  expect(named("7000-message-oconnor-2").textContent).toContain("A text did not arrive.");
});

test("c3_3_everybodys_tasks_are_one_click_away", async () => {
  const { user } = await openTasks();
  await user.click(screen.getByTestId("tasks-open"));
  await waitFor(() => expect(named("8000-task-levy").textContent).toContain("Dr R. Shah's"));
});

test("e_14_a_call_that_reached_the_patient_ends_the_task_and_one_that_did_not_leaves_it", async () => {
  const { user, asked } = await openTasks();
  await user.click(within(named("8000-task-whitlock")).getByTestId("task-done"));
  await user.click(screen.getByTestId("end-dialog-save"));
  expect(screen.getByTestId("end-dialog").textContent).toContain("Please say it in a few words.");
  await user.keyboard("{Escape}");
  await user.click(within(named("7000-message-hart-1")).getByTestId("task-call"));
  expect(screen.getByTestId("contact-dialog").textContent).toContain("Leave no message");
  await user.click(screen.getByTestId("call-outcome-call_no_answer"));
  await user.click(screen.getByTestId("contact-dialog-save"));
  await waitFor(() => expect(screen.queryByTestId("contact-dialog")).toBeNull());
  expect(asked("record_contact")).toMatchObject([{ way: "call_no_answer", task: "7000-message-hart-1", text: "No answer" }]);
  expect(named("7000-message-hart-1").dataset["state"]).toBe("open");
  await user.click(within(named("7000-message-hart-1")).getByTestId("task-call"));
  await user.click(screen.getByTestId("contact-dialog-save"));
  expect(screen.getByTestId("contact-dialog").textContent).toContain("Please say how it went.");
  expect(asked("record_contact")).toHaveLength(1);
  await user.click(screen.getByTestId("call-outcome-call_reached"));
  await user.click(screen.getByTestId("contact-dialog-save"));
  expect(screen.getByTestId("contact-dialog").textContent).toContain("Please write what was said.");
  await user.type(screen.getByTestId("contact-text"), "Told to come in");
  await user.click(screen.getByTestId("contact-dialog-save"));
  await waitFor(() => expect(tasks().some((task) => task.dataset["task"] === "7000-message-hart-1")).toBe(false));
});

test("d_05_a_text_that_may_not_be_sent_becomes_a_phone_task_with_one_key", async () => {
  const { user, asked } = await openConversation("begum");
  await screen.findByTestId("composer-stopped");
  await user.type(box(), "Your form is ready.");
  await user.keyboard("{Alt>}p{/Alt}");
  await waitFor(() => expect(asked("make_task")).toMatchObject([{ route: "phone", what: "Your form is ready.", conversation: "6000-conversation-begum" }]));
  await waitFor(() => expect(box().value).toBe(""));
  expect(asked("send")).toEqual([]);
  await waitFor(() => expect(within(screen.getByTestId("patient-tasks")).getByTestId("task").textContent).toContain("Your form is ready."));
});

test("c3_2_a_deaf_patients_needs_stand_beside_the_box_and_nothing_offers_to_ring", async () => {
  await openConversation("oconnor");
  const strip = await screen.findByTestId("needs-strip");
  expect(strip.textContent).toContain("Cannot use the telephone");
  expect(strip.textContent).toContain("Wants letters first, then texts");
  await screen.findByTestId("patient-tasks");
  expect(screen.queryByTestId("record-call")).toBeNull();
});

test("c3_3_the_task_stands_at_the_message_that_failed", async () => {
  await openConversation("oconnor");
  const line = await screen.findByTestId("task-line");
  expect(line.textContent).toContain("Task: Write to Niamh");
  expect(line.closest('[data-testid="message"]')?.getAttribute("data-delivery")).toBe("failed");
});

test("c3_6_a_request_at_the_desk_is_unread_in_the_same_conversation", async () => {
  const { user, asked } = await openConversation("mensah");
  await user.click(await screen.findByTestId("request-add"));
  await user.click(screen.getByTestId("request-how-desk"));
  await user.type(screen.getByTestId("request-text"), "needs a letter for work");
  await user.click(screen.getByTestId("request-dialog-save"));
  await waitFor(() => expect(asked("enter_request")).toMatchObject([{ at_desk: true, text: "needs a letter for work" }]));
  await waitFor(() => expect(screen.getByTestId("conversation-log").textContent).toContain("Said at the desk, written down by A. Okafor"));
});

test("e_14_a_letter_is_printed_with_greeting_name_and_signature_and_its_words_are_filed", async () => {
  const { user, asked } = await openTasks();
  const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
  await user.click(within(named("7000-message-oconnor-2")).getByTestId("task-letter"));
  await screen.findByTestId("letter-dialog");
  await user.clear(screen.getByTestId("letter-text"));
  await user.click(screen.getByTestId("letter-print"));
  expect(print).not.toHaveBeenCalled();
  await user.type(screen.getByTestId("letter-text"), "Your form was in order.");
  await user.type(screen.getByTestId("letter-address"), "1 Żółta Row");
  await user.click(screen.getByTestId("letter-print"));
  expect(print).toHaveBeenCalledOnce();
  const sheet = screen.getByTestId("letter-sheet").textContent;
  for (const part of ["Riverside Surgery", "Niamh O'Connor", "1 Żółta Row", "Dear Niamh O'Connor,", "Your form was in order.", "Yours sincerely", "A. Okafor", "Practice nurse"]) expect(sheet).toContain(part);
  await user.click(screen.getByTestId("letter-dialog-save"));
  await waitFor(() => expect(asked("record_contact")).toMatchObject([{ way: "letter", text: "Your form was in order.", task: "7000-message-oconnor-2" }]));
});

test("c2_3_who_reads_only_ends_no_task", async () => {
  await openTasks("read_only");
  expect(screen.queryByTestId("task-done")).toBeNull();
});

test("c2_2_a_letter_answers_no_words_that_came_while_it_was_written", async () => {
  const { user, asked, practice } = await openConversation("mensah");
  await user.click(await screen.findByTestId("record-letter"));
  await screen.findByTestId("letter-dialog");
  vi.spyOn(window, "print").mockImplementation(() => undefined);
  await user.type(screen.getByTestId("letter-text"), "All is well.");
  const read = asked("mark_read").length;
  act(() => void practice.receive("6000-conversation-mensah", "worse, short of breath"));
  expect((await screen.findByTestId("contact-news")).textContent).toContain("worse, short of breath");
  await pause(900);
  expect(asked("mark_read")).toHaveLength(read);
  await user.click(screen.getByTestId("letter-print"));
  await user.click(screen.getByTestId("letter-dialog-save"));
  await waitFor(() => expect(screen.getByTestId("letter-dialog").textContent).toContain("Not saved."));
  expect(screen.getByTestId<HTMLTextAreaElement>("letter-text").value).toBe("All is well.");
  await user.click(screen.getByTestId("contact-news-read"));
  await user.click(screen.getByTestId("letter-dialog-save"));
  await waitFor(() => expect(screen.queryByTestId("letter-dialog")).toBeNull());
});

test("c4_1_a_letter_is_filed_with_the_words_that_were_printed_and_never_by_the_enter_key", async () => {
  const { user, asked } = await openTasks();
  vi.spyOn(window, "print").mockImplementation(() => undefined);
  await user.click(within(named("7000-message-oconnor-2")).getByTestId("task-letter"));
  await screen.findByTestId("letter-dialog");
  await user.click(screen.getByTestId("letter-large"));
  await user.keyboard("{Enter}");
  await user.click(screen.getByTestId("letter-dialog-save"));
  expect(screen.getByTestId("letter-dialog").textContent).toContain("though not printed here");
  await user.click(screen.getByTestId("letter-print"));
  await user.type(screen.getByTestId("letter-text"), " And more.");
  await user.click(screen.getByTestId("letter-dialog-save"));
  expect(screen.getByTestId("letter-dialog").textContent).toContain("though others were printed here");
  expect(asked("record_contact")).toEqual([]);
  await user.click(screen.getByTestId("letter-anyway"));
  await user.click(screen.getByTestId("letter-dialog-save"));
  await waitFor(() => expect(asked("record_contact")).toHaveLength(1));
});

test("c4_1_a_letter_that_the_computer_may_not_print_says_so", async () => {
  const { user } = await openTasks();
  vi.spyOn(window, "print").mockImplementation((() => Promise.reject(new Error("not allowed"))) as () => void);
  await user.click(within(named("7000-message-oconnor-2")).getByTestId("task-letter"));
  await user.click(await screen.findByTestId("letter-print"));
  await waitFor(() => expect(document.body.textContent).toContain("The letter could not be printed."));
});

test("c2_4_a_letter_begun_is_not_thrown_away_unasked_and_a_long_address_is_warned_of", async () => {
  const { user } = await openTasks();
  await user.click(within(named("7000-message-oconnor-2")).getByTestId("task-letter"));
  await user.type(await screen.findByTestId("letter-address"), "1{Enter}2{Enter}3{Enter}4{Enter}5");
  expect(screen.getByTestId("letter-dialog").textContent).not.toContain("The window of the envelope shows");
  await user.type(screen.getByTestId("letter-address"), "{Enter}6");
  expect(screen.getByTestId("letter-dialog").textContent).toContain("The window of the envelope shows 5 lines");
  await user.keyboard("{Escape}");
  await user.click(screen.getByTestId("letter-dialog-keep"));
  expect(screen.getByTestId<HTMLTextAreaElement>("letter-address").value).toContain("6");
  await user.keyboard("{Escape}");
  await user.click(screen.getByTestId("letter-dialog-discard"));
  await waitFor(() => expect(screen.queryByTestId("letter-dialog")).toBeNull());
});

test("h9_a_call_from_the_thread_says_the_tasks_own_number_and_to_leave_no_message", async () => {
  const { user, practice } = await openConversation("hart");
  const shown = practice.conversations.find(({ id }) => id === "6000-conversation-hart");
  await user.click(await screen.findByTestId("task-line-call"));
  const dialog = await screen.findByTestId("contact-dialog");
  await waitFor(() => expect(dialog.textContent).toContain("Leave no message"));
  const task = await practice.call("tasks", { list: "conversation", conversation: shown?.id ?? "" });
  const { formatPhone } = await import("@/lib/numbers");
  expect(dialog.textContent).toContain(`Rang ${formatPhone(task.tasks[0]?.number ?? "")}`);
});

test("h9_a_call_from_the_pane_says_to_leave_no_message_too", async () => {
  const { user } = await openConversation("hart");
  await user.click(await screen.findByTestId("record-call"));
  await waitFor(() => expect(screen.getByTestId("contact-dialog").textContent).toContain("Leave no message"));
});
