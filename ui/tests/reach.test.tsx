import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf, openApp, openConversation } from "./desk";

test("c3_3_a_text_without_a_receipt_is_not_known_to_be_delivered_and_never_failed", async () => {
  await openConversation("levy", "open", "unconfirmed");
  const text = screen.getAllByTestId("message").find((one) => one.dataset["delivery"] === "unconfirmed");
  expect(text?.textContent).toContain("Not known to be delivered, sent");
  expect(text?.textContent).not.toMatch(/failed|not delivered|not sent/iu);
  expect((await screen.findByTestId("task-line")).textContent).toContain("Task: Ring");
  expect(screen.queryByTestId("send-again"), "nothing says it again by one press: it may have arrived").toBeNull();
});

test("c3_3_a_task_says_when_the_text_arrived_after_somebody_began_to_ring", async () => {
  const { user } = openApp("unconfirmed");
  await user.click(await screen.findByTestId("tasks-nav"));
  const of = (key: string) => screen.getAllByTestId("task").find((task) => task.dataset["task"]?.startsWith(`7000-message-${key}`));
  await waitFor(() => expect(of("okoro")).toBeDefined());
  expect(of("levy")?.textContent).toContain("Nobody knows whether a text arrived: no delivery receipt came.");
  expect(of("levy")?.querySelector('[data-testid="task-arrived"]')).toBeNull();
  expect(of("okoro")?.textContent).toContain("The text is delivered now");
});

test("c1_6_a_person_says_by_keyboard_that_it_is_no_objection_and_it_stands_there_with_their_name", async () => {
  const { user, asked, practice } = await openConversation("mensah");
  const message = practice.find(idOf("mensah")).messages.at(-1);
  const button = await screen.findByTestId("wish-dismiss");
  button.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("dismiss_opt_out")).toEqual([{ message: message?.id }]));
  await screen.findByText(/^Not an objection: A\. Okafor, /u);
  expect(screen.queryByTestId("wish-dismiss")).toBeNull();
  expect(screen.queryByTestId("wish-record")).toBeNull();
  expect(within(await screen.findByTestId("messaging")).queryByText(/No to everything/u), "nothing was recorded as the patient's word").toBeNull();
});

test("c1_6_who_may_not_record_wishes_is_offered_neither", async () => {
  await openConversation("mensah", "open", "read_only");
  await screen.findByText("Looks like an objection");
  expect(screen.queryByTestId("wish-dismiss")).toBeNull();
  expect(screen.queryByTestId("wish-record")).toBeNull();
});

test("e_17_the_policy_says_for_how_long_a_receipt_is_waited_for", async () => {
  const { user } = openApp("manager");
  await user.click(await screen.findByTestId("policy-open"));
  expect((await screen.findByTestId("policy-section-targets")).textContent).toContain("Not known to be delivered: a task after24 hours");
});
