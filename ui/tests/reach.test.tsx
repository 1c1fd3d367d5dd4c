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

async function openReviews(scene = "people") {
  const app = openApp(scene);
  await app.user.click(await screen.findByTestId("reviews-open"));
  const rows = await screen.findAllByTestId("review-row");
  return { ...app, rows };
}

test("d_06_what_is_due_and_what_comes_soon_stand_by_date_with_counts", async () => {
  const { rows } = await openReviews();
  const shown = rows.map((row) => row.textContent);
  expect(screen.getByTestId("reviews-counts").textContent).toMatch(/^\d+ due, \d+ within 30 days$/u);
  expect(screen.getByTestId("reviews-counts").textContent).toContain(`${rows.filter((row) => row.dataset["due"] === "true").length} due`);
  expect(rows.map((row) => row.dataset["due"]), "what is due stands first").toEqual(rows.map((row) => row.dataset["due"]).toSorted().toReversed());
  expect(shown.some((words) => words?.includes("Adeyemi, ToluYes to everythingAsk again: was due"))).toBe(true);
  expect(shown.some((words) => words?.includes("Hart, RowanNot safe to textAsk again on"))).toBe(true);
});

test("d_06_a_row_opens_everything_that_was_said_with_who_when_how_and_evidence", async () => {
  const { user, rows } = await openReviews();
  const row = rows.find((one) => one.textContent.includes("Adeyemi"));
  if (!row) throw new Error("no row");
  await user.click(row);
  const detail = screen.getByTestId("review-detail");
  expect(detail.textContent).toContain("At the new patient check");
  await user.click(await within(detail).findByTestId("consent-history"));
  expect(within(detail).getAllByTestId("consent-statement")).toHaveLength(1);
  expect(within(detail).getByTestId("consent-statement").textContent).toContain("Written down by T. Brown");
  await user.click(within(detail).getByTestId("consent-record"));
  expect((await screen.findByTestId("consent-dialog")).textContent, "and what the patient says now is written down here").toContain("ADEYEMI");
});

test("d_06_reviewed_and_unchanged_is_one_press_takes_it_off_the_list_and_stands_in_the_history", async () => {
  const { user, rows, asked } = await openReviews();
  const row = rows.find((one) => one.textContent.includes("Adeyemi"));
  if (!row) throw new Error("no row");
  await user.click(row);
  screen.getByTestId("review-unchanged").focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getAllByTestId("review-row")).toHaveLength(rows.length - 1));
  expect(asked("review_wish")[0]).toMatchObject({ name: { wish: "statement", place: 0 } });
  expect(screen.queryByText(/Adeyemi/u)).toBeNull();
});

test("d_06_who_may_not_record_wishes_sees_the_list_and_no_button", async () => {
  await openReviews("read_only");
  expect(screen.queryByTestId("review-unchanged")).toBeNull();
});

test("d_06_where_nothing_is_to_be_asked_it_says_so", async () => {
  const { user } = openApp("reviews_none");
  await user.click(await screen.findByTestId("reviews-open"));
  expect((await screen.findByTestId("reviews-none")).textContent).toContain("Nothing to ask about again");
});
