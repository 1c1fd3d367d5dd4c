import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { choose, idOf, openApp, openConversation, rowOf } from "./desk";

const menu = () => screen.findByTestId("snooze-menu");
const reading = () => screen.getByTestId("snooze-reading").textContent;
const hasRow = (key: string) => screen.queryAllByTestId("row").some((row) => row.dataset["conversation"] === idOf(key));

test("b_15_s_opens_the_menu_and_a_typed_time_puts_the_conversation_away", async () => {
  const { user, asked } = await openConversation("okoro");
  screen.getByTestId("conversation-log").focus();
  await user.keyboard("s");
  await menu();
  expect(document.activeElement).toBe(screen.getByTestId("snooze-typed"));
  await user.keyboard("tue 3pm when results back");
  await waitFor(() => expect(reading()).toMatch(/^Tuesday \d+ \w+, 15:00Waits for: when results back$/u));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.queryByTestId("snooze-menu")).toBeNull());
  const [request] = asked("snooze");
  expect(request).toMatchObject({ conversation: idOf("okoro"), label: "when results back", wakes_on_reply: true, past_due: null });
  expect(new Date(request?.until ?? "").getHours()).toBe(15);
  expect((await screen.findByTestId("toast")).textContent).toMatch(/^Snoozed until Tuesday \d+ \w+, 15:00/u);
  await waitFor(() => expect(hasRow("okoro")).toBe(false));
});

test("b_15_it_stands_in_snoozed_says_until_when_and_can_be_woken", async () => {
  const { user, asked } = openApp("snoozed");
  const nav = await screen.findByTestId("queue-snoozed");
  await waitFor(() => expect(nav.textContent).toContain("1"));
  await user.click(nav);
  await choose(user, "okoro");
  expect(within(rowOf("okoro")).getByTestId("row-snoozed").textContent).toMatch(/Snoozed until \w+ \d+ \w+, 15:00\. Waits for: when results back/u);
  expect(screen.getByTestId("header-snoozed").textContent).toMatch(/^Snoozed until \w+ \d+ \w+, 15:00/u);
  expect(screen.getByTestId("header-waits").textContent).toBe("Waits for: when results back");
  expect(screen.getAllByTestId("role-line").at(-1)?.textContent).toMatch(/A\. Okafor snoozed this until .*: when results back/u);
  await user.click(screen.getByTestId("wake"));
  await waitFor(() => expect(asked("wake")).toEqual([{ conversation: idOf("okoro") }]));
  await waitFor(() => expect(screen.queryByTestId("header-snoozed")).toBeNull());
  await waitFor(() => expect(screen.getAllByTestId("role-line").at(-1)?.textContent).toContain("A. Okafor woke this"));
});

test("b_15_each_offered_time_says_when_that_is_and_the_toast_takes_it_back", async () => {
  const { user, asked } = await openConversation("okoro");
  await user.click(screen.getByTestId("snooze"));
  const offered = await waitFor(() => {
    const found = within(screen.getByTestId("snooze-menu")).getAllByRole("button").filter(({ dataset }) => dataset["testid"]?.startsWith("snooze-"));
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  for (const one of offered) expect(one.textContent).toMatch(/(Later today|This afternoon|Tomorrow|Monday|When the practice next opens)\w+ \d+ \w+, \d\d:\d\d$/u);
  await user.click(screen.getByTestId("snooze-on-reply"));
  await user.click(offered.at(-1) as HTMLElement);
  await waitFor(() => expect(asked("snooze")).toMatchObject([{ wakes_on_reply: false, label: "" }]));
  await user.click(await screen.findByTestId("toast-wake"));
  await waitFor(() => expect(asked("wake")).toEqual([{ conversation: idOf("okoro") }]));
  await waitFor(() => expect(hasRow("okoro")).toBe(true));
});

test("b_15_words_that_are_no_time_are_kept_beside_a_time_and_said_so", async () => {
  const { user, asked } = await openConversation("okoro");
  await user.click(screen.getByTestId("snooze"));
  await user.type(await screen.findByTestId("snooze-typed"), "when results back");
  await waitFor(() => expect(reading()).toContain("There is no time in this. It is kept as what the conversation waits for"));
  await user.keyboard("{Enter}");
  expect(asked("snooze"), "no time: nothing is put away").toEqual([]);
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(asked("snooze")).toMatchObject([{ label: "when results back" }]));
});

test("b_15_what_nobody_read_is_not_put_away_and_the_window_says_what_to_do", async () => {
  const { user, practice } = await openConversation("okoro");
  await user.click(screen.getByTestId("snooze"));
  const typed = await screen.findByTestId("snooze-typed");
  practice.find(idOf("okoro")).messages.push({ ...practice.add(practice.find(idOf("okoro")), { kind: "in", text: "One more thing" }), unread: true });
  await user.type(typed, "tomorrow{Enter}");
  await waitFor(() => expect(screen.getByTestId("snooze-refused").textContent).toContain("open it and read it first"));
  expect(screen.queryByTestId("snooze-past-due"), "no confirming helps").toBeNull();
});

test("b_15_an_answer_that_falls_due_meanwhile_is_confirmed", async () => {
  const { user, asked, practice } = await openConversation("nowak");
  for (const message of practice.find(idOf("nowak")).messages) message.unread = false;
  practice.changed(idOf("nowak"));
  await waitFor(() => expect(within(rowOf("nowak")).queryByRole("img", { name: /unread/u })).toBeNull());
  await user.click(screen.getByTestId("snooze"));
  await user.type(await screen.findByTestId("snooze-typed"), "tue 3pm");
  await waitFor(() => expect(reading()).toContain("Tuesday"));
  practice.failNext("snooze", "snooze_past_due");
  await user.keyboard("{Enter}");
  await user.click(await screen.findByTestId("snooze-past-due"));
  await waitFor(() => expect(asked("snooze").map(({ past_due }) => past_due === null)).toEqual([true, false]));
});

test("b_15_what_came_back_is_marked_until_it_is_opened", async () => {
  const { user, asked } = openApp("snoozed");
  await user.click(await screen.findByTestId("queue-open"));
  await waitFor(() => expect(within(rowOf("begum")).getByTestId("row-back").textContent).toContain("Back from snooze: its time came"));
  await choose(user, "begum");
  expect(screen.getByTestId("header-back").textContent).toBe("Back from snooze");
  await waitFor(() => expect(asked("mark_read").map(({ conversation }) => conversation)).toContain(idOf("begum")), { timeout: 3000 });
  await waitFor(() => expect(within(rowOf("begum")).queryByTestId("row-back")).toBeNull());
});

test("b_15_a_reply_brings_it_back", async () => {
  const { user, practice } = openApp("snoozed");
  await user.click(await screen.findByTestId("queue-snoozed"));
  await choose(user, "okoro");
  practice.receive(idOf("okoro"), "Thank you");
  await waitFor(() => expect(screen.getByTestId("header-back")).toBeTruthy());
  expect(screen.getAllByTestId("role-line").at(-1)?.textContent).toContain("Back from snooze: the patient wrote");
});

test("b_15_the_empty_list_says_what_it_is_for", async () => {
  const { user } = openApp();
  await user.click(await screen.findByTestId("queue-snoozed"));
  expect((await screen.findByTestId("list-empty")).textContent).toContain("They come back by themselves, and sooner when the patient writes.");
});

test("b_15_who_may_not_organise_has_no_snooze", async () => {
  const { user } = await openConversation("okoro", "open", "read_only");
  expect(screen.queryByTestId("snooze")).toBeNull();
  screen.getByTestId("conversation-log").focus();
  await user.keyboard("s");
  expect(screen.queryByTestId("snooze-menu")).toBeNull();
});
