import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { dueTime } from "@/lib/dates";
import { choose, idOf, openApp, openConversation, rowOf } from "./desk";

const dueOf = (key: string) => rowOf(key).querySelector<HTMLElement>("[data-due]");
const listed = () => screen.getAllByTestId("row").map((row) => row.dataset["conversation"]);

test("c_06_the_list_begins_with_what_is_due_and_says_so_in_words", async () => {
  await openConversation("nowak");
  expect(listed().slice(2, 6), "below what is highlighted: nine days, six days, three days ago").toEqual(["lindgren", "mensah", "osei", "begum"].map(idOf));
  expect(dueOf("begum")?.dataset["due"]).toBe("overdue");
  expect(dueOf("begum")?.textContent).toMatch(/^Overdue /u);
  expect(dueOf("hughes")?.textContent, "nobody has looked").toMatch(/^Unseen /u);
  expect(dueOf("levy"), "the patient is waited for").toBeNull();
  expect(dueOf("nowak")?.dataset["due"]).toBe("in_time");
  expect(dueOf("nowak")?.textContent, "in words for whoever hears the list").toMatch(/^Answer due /u);
});

test("c_06_the_overdue_list_has_a_count_and_holds_only_what_is_overdue", async () => {
  const { user } = openApp();
  const queue = await screen.findByTestId("queue-overdue");
  await user.click(queue);
  // The highlighted one stands above, is opened, and so is looked at.
  await waitFor(() => expect(listed()).toEqual(["lindgren", "mensah", "osei", "begum", "macleod", "hughes"].map(idOf)));
  await waitFor(() => expect(within(queue).getByText("6", { exact: false })).toBeTruthy());
});

test("c2_5_staff_set_the_reply_time_in_the_header", async () => {
  const { user, asked } = await openConversation("nowak");
  const header = screen.getByTestId("conversation");
  expect(within(header).getByTestId("due").textContent).toMatch(/^Answer due /u);
  await user.click(screen.getByTestId("class-open"));
  await user.click(await screen.findByTestId("class-urgent"));
  await waitFor(() => expect(asked("set_class")).toEqual([{ conversation: idOf("nowak"), class: "urgent" }]));
  await waitFor(() => expect(within(screen.getByTestId("conversation")).getByTestId("due").dataset["due"]).toBe("overdue"));
});

test("c2_8_a_red_banner_stands_until_somebody_holds_triage", async () => {
  const { user, asked } = openApp("no_holder");
  expect((await screen.findByTestId("triage-missing")).textContent).toContain("Nobody holds triage");
  await user.click(screen.getByTestId("triage-take"));
  await waitFor(() => expect(screen.queryByTestId("triage-missing")).toBeNull());
  expect(asked("name_holder")).toEqual([{ holder: "5000-staff-okafor" }]);
  expect(screen.getByTestId("today-open").textContent).toContain("A. Okafor");
});

test("c2_8_triage_is_handed_over", async () => {
  const { user, practice } = openApp();
  await user.click(await screen.findByTestId("today-open"));
  await user.selectOptions(await screen.findByTestId("triage-holder"), "A. Okafor, Practice nurse");
  await user.click(screen.getByTestId("triage-save"));
  await waitFor(() => expect(practice.day.holder).toBe("5000-staff-okafor"));
});

test("c2_9_the_day_closes_only_with_an_account_of_everything_left", async () => {
  const { user, asked } = openApp("closing");
  const notice = await screen.findByTestId("day-to-close");
  await user.click(within(notice).getByTestId("day-end-open"));
  const dialog = await screen.findByTestId("end-day");
  const confirm = within(dialog).getByTestId<HTMLButtonElement>("end-day-confirm");
  expect(confirm.disabled).toBe(true);
  await user.click(within(dialog).getByTestId("end-day-cancel"));
  expect(screen.getByTestId("day-to-close"), "not now is not never").toBeTruthy();
  await user.click(screen.getByTestId("day-end-open"));
  for (const kind of ["unowned", "overdue", "overdue_task", "unacknowledged", "failed"]) await user.selectOptions(await screen.findByTestId(`left-${kind}-what`), "I take it over");
  expect(screen.getByTestId<HTMLButtonElement>("end-day-confirm").disabled, "a record is not taken over").toBe(true);
  await user.type(screen.getByTestId("left-unfiled-reason"), "The record is down");
  await user.click(screen.getByTestId("end-day-confirm"));
  await waitFor(() => expect(screen.queryByTestId("day-to-close")).toBeNull());
  expect(asked("end_session")[0]?.accounts.find(({ kind }) => kind === "unfiled")).toMatchObject({ to: null, reason: "The record is down" });
});

test("c2_9_what_came_meanwhile_is_said", async () => {
  const { user, practice } = openApp("closing");
  await user.click(await screen.findByTestId("day-end-open"));
  for (const kind of ["unowned", "overdue", "overdue_task", "unacknowledged", "failed"]) await user.selectOptions(await screen.findByTestId(`left-${kind}-what`), "I take it over");
  await user.type(screen.getByTestId("left-unfiled-reason"), "The record is down");
  practice.failNext("end_session", "left_over", 6);
  await user.click(screen.getByTestId("end-day-confirm"));
  await screen.findByText(/look again/u);
});

test("c2_3_who_looks_on_changes_no_times_and_closes_no_day", async () => {
  const { user } = openApp("read_only");
  await user.click(await screen.findByTestId("queue-open"));
  await choose(user, "nowak");
  expect(screen.queryByTestId("class-open")).toBeNull();
  await user.click(screen.getByTestId("today-open"));
  await screen.findByTestId("today");
  expect(screen.queryByTestId("today-end")).toBeNull();
});

test("due_times_are_said_as_people_say_them", () => {
  const now = new Date("2026-11-20T10:00:00");
  expect(dueTime("2026-11-20T14:30:00", now)).toBe("14:30");
  expect(dueTime("2026-11-23T09:00:00", now)).toBe("Mon 09:00");
  expect(dueTime("2026-11-30T09:00:00", now)).toBe("30 Nov, 09:00");
});

test("c2_7_what_came_for_somebody_who_is_off_says_for_whom_and_is_the_teams", async () => {
  const { user, asked } = openApp("cover");
  await user.click(await screen.findByTestId("queue-unassigned"));
  await waitFor(() => expect(listed()).toContain(idOf("hart")));
  expect(rowOf("hart").textContent).toMatch(/For Dr M\. Lindqvist, off until \w{3} 13:00/u);
  await user.click(rowOf("hart"));
  expect((await screen.findByTestId("owner-words")).textContent).toMatch(/^For Dr M\. Lindqvist, off until /u);
  await user.click(screen.getByTestId("assign"));
  await user.click((await screen.findAllByTestId("assign-choice"))[0] as HTMLElement);
  await waitFor(() => expect(asked("assign")).toEqual([{ conversation: idOf("hart"), owner: "5000-staff-okafor" }]));
  await waitFor(() => expect(screen.getByTestId("owner-words").textContent).toBe("Yours"));
});

test("c2_9_who_may_not_have_it_is_not_offered", async () => {
  const { user } = await openConversation("nowak");
  await user.click(screen.getByTestId("assign"));
  const names = (await screen.findAllByTestId("assign-choice")).map(({ textContent }) => textContent ?? "");
  expect(names.some((name) => name.includes("Dr R. Shah"))).toBe(true);
  expect(names.some((name) => name.includes("M. Ellis")), "who only reads").toBe(false);
});

test("c2_10_a_late_reply_is_marked_in_the_list_and_the_thread_and_ours_say_until_when", async () => {
  await openConversation("hart");
  expect(rowOf("hart").textContent).toContain("Late reply");
  expect(screen.getByTestId("late-mark").textContent).toBe("Late reply");
  expect(screen.getAllByTestId("replies-until")[0]?.textContent).toMatch(/^Replies read until \w{3} \d{1,2} \w{3}$/u);
});

test("c_13_one_press_tells_the_patient_when_they_will_hear_and_it_is_not_offered_twice", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("hold"));
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  const sent = asked("send")[0];
  expect(sent).toMatchObject({ holding: true, purpose: "administration" });
  expect(sent?.text).toMatch(/You will hear from us by \d\d:\d\d on /u);
  await screen.findByTestId("promised");
  expect(screen.queryByTestId("hold"), "said once").toBeNull();
  expect(within(screen.getByTestId("conversation")).getByTestId("due"), "the answer is still waited for").toBeTruthy();
});

test("c3_5_what_is_urgent_opens_the_telephone_first", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(screen.getByTestId("class-open"));
  await user.click(await screen.findByTestId("class-urgent"));
  await user.click(await screen.findByTestId("call-first-open"));
  await user.click(await screen.findByTestId("call-outcome-call_no_answer"));
  await user.click(screen.getByTestId("contact-dialog-save"));
  await waitFor(() => expect(asked("record_contact")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByTestId("call-first")).toBeNull());
});
