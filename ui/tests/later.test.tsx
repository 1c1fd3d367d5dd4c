import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { choose, idOf, openApp, openConversation, rowOf } from "./desk";

const box = () => screen.getByTestId<HTMLTextAreaElement>("composer-text");
const bubbles = () => screen.queryAllByTestId("message").length;

test("a_06_alt_s_asks_when_and_the_text_waits_below_what_was_said", async () => {
  const { user, asked } = await openConversation("nowak");
  const before = bubbles();
  await user.type(box(), "Please ring us for a blood test");
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("composer-send").disabled).toBe(false));
  await user.keyboard("{Alt>}s{/Alt}");
  await screen.findByTestId("later-menu");
  expect(document.activeElement).toBe(screen.getByTestId("later-typed"));
  await user.keyboard("tue 3pm");
  await waitFor(() => expect(screen.getByTestId("later-reading").textContent).toMatch(/^Tuesday \d+ \w+, 15:00$/u));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  const [request] = asked("send");
  expect(request).toMatchObject({ conversation: idOf("nowak"), then_done: false });
  expect(new Date(request?.send_at ?? "").getHours()).toBe(15);
  const waits = await screen.findByTestId("scheduled");
  expect(waits.textContent).toMatch(/^Leaves Tuesday \d+ \w+, 15:00.*Please ring us for a blood test/u);
  expect(bubbles()).toBe(before); // no message before it leaves
  expect(box().value).toBe("");
  expect((await screen.findByTestId("toast")).textContent).toMatch(/leaves Tuesday \d+ \w+, 15:00/u);
});

test("a_07_the_menu_offers_when_the_practice_next_opens_in_one_press", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Please ring us");
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("composer-send").disabled).toBe(false));
  await user.click(screen.getByTestId("send-menu"));
  await user.click(await screen.findByTestId("send-later"));
  const menu = await screen.findByTestId("later-menu");
  await waitFor(() => expect(within(menu).getAllByRole("button").length).toBeGreaterThan(0));
  const last = within(menu).getAllByRole("button").at(-1) as HTMLElement;
  expect(last.textContent).toMatch(/(Monday|Tomorrow|When the practice next opens)\w+ \d+ \w+, 08:00$/u);
  await user.click(last);
  await waitFor(() => expect(new Date(asked("send")[0]?.send_at ?? "").getHours()).toBe(8));
});

test("a_09_what_waits_is_listed_moved_edited_and_not_sent", async () => {
  const { user, asked } = openApp("scheduled");
  const nav = await screen.findByTestId("queue-scheduled");
  await waitFor(() => expect(nav.textContent).toContain("2"));
  await user.click(nav);
  await choose(user, "nowak");
  expect(within(rowOf("nowak")).getByTestId("row-leaves").textContent).toMatch(/A text here leaves \w+ \d+ \w+, 09:30/u);
  await waitFor(() => expect(screen.getAllByTestId("scheduled")).toHaveLength(2));
  const first = () => screen.getAllByTestId("scheduled")[0] as HTMLElement;
  expect(first().textContent).toContain("Your blood test is tomorrow");

  await user.click(within(first()).getByTestId("scheduled-change"));
  await user.type(await screen.findByTestId("move-typed"), "fri 22:00{Enter}");
  await waitFor(() => expect(asked("reschedule")).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId("toast").textContent).toMatch(/^Leaves Saturday \d+ \w+, 08:00/u)); // quiet until then

  const blood = () => screen.getAllByTestId("scheduled").find(({ textContent }) => textContent.includes("blood test")) as HTMLElement;
  await user.click(within(blood()).getByTestId("scheduled-edit"));
  await waitFor(() => expect(box().value).toContain("Your blood test is tomorrow"));
  expect(asked("cancel_scheduled")).toMatchObject([{ edit: true }]);
  await waitFor(() => expect(screen.getAllByTestId("scheduled")).toHaveLength(1));
  await user.click(within(first()).getByTestId("scheduled-cancel"));
  await waitFor(() => expect(screen.queryByTestId("scheduled")).toBeNull());
  expect(asked("cancel_scheduled").at(-1)).toMatchObject({ edit: false });
});

test("c6_14_what_the_patient_wrote_since_is_said_beside_the_text_that_it_would_stop", async () => {
  const { user, practice } = openApp("scheduled");
  await user.click(await screen.findByTestId("queue-scheduled"));
  await choose(user, "nowak");
  await waitFor(() => expect(screen.getAllByTestId("scheduled")).toHaveLength(2));
  expect(screen.queryByTestId("scheduled-look")).toBeNull();
  await choose(user, "tran");
  practice.receive(idOf("nowak"), "I had it done at the hospital");
  practice.failNext("mark_read", "internal");
  await choose(user, "nowak");
  await waitFor(() => expect(screen.getAllByTestId("scheduled-look").length).toBeGreaterThan(0));
});

test("a_06_words_that_are_no_time_schedule_nothing", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Please ring us");
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("composer-send").disabled).toBe(false));
  await user.keyboard("{Alt>}s{/Alt}");
  await user.type(await screen.findByTestId("later-typed"), "tue 3pm when results back{Enter}");
  await waitFor(() => expect(screen.getByTestId("later-reading").textContent).toBe("There is no time in this."));
  expect(screen.queryByTestId("later-typed-put")).toBeNull();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("later-menu")).toBeNull());
  expect(box().value).toBe("Please ring us");
  expect(asked("send")).toHaveLength(0);
});
