import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { choose, idOf, openApp, openConversation } from "./desk";

const listed = () => screen.getAllByTestId("row").map((row) => row.dataset["conversation"]);
const night = (key: string) => idOf(`night-${key}`);

test("c6_8_what_arrived_while_closed_is_a_list_of_its_own_with_a_count_highlighted_first_then_oldest", async () => {
  const { user, practice } = openApp("opening");
  const queue = await screen.findByTestId("queue-arrived");
  expect(within(queue).getByText("7", { exact: false }), "the count").toBeTruthy();
  await user.click(queue);
  await waitFor(() => expect(listed()).toEqual(["nowak", "two", "tran", "levy", "one", "adeyemi", "three"].map(night)));
  expect(screen.getByTestId("list-raised").textContent).toBe("2 highlighted, not looked at yet");
  expect(screen.getByTestId("list-rest").textContent).toBe("Oldest first");
  expect(screen.getByTestId("list-order").tagName, "it has the one order that it is there for").toBe("SPAN");
  for (const { id, messages } of practice.conversations) if (id.startsWith(idOf("night"))) for (const message of messages) message.unread = false;
  practice.changed();
  const empty = await screen.findByTestId("list-empty");
  expect(empty.textContent).toContain("since the practice closed for the day");
  expect(screen.getByTestId("queue-arrived"), "whoever is in it is not put out of it").toBeTruthy();
  await user.click(screen.getByTestId("queue-open"));
  await waitFor(() => expect(screen.queryByTestId("queue-arrived"), "nothing is left of it").toBeNull());
});

test("c6_8_the_practices_lists_say_that_something_arrived_and_lead_there", async () => {
  const { user } = openApp("opening");
  await user.click(await screen.findByTestId("queue-unassigned"));
  expect((await screen.findByTestId("list-arrived")).textContent).toContain("7 arrived while closed");
  await user.click(screen.getByTestId("list-to-arrived"));
  await waitFor(() => expect(screen.getByTestId("queue-arrived").getAttribute("aria-current")).toBe("page"));
  expect(screen.queryByTestId("list-arrived")).toBeNull();
});

test("b_05_what_is_highlighted_stands_above_every_order_until_somebody_looks", async () => {
  const { user } = await openConversation("nowak");
  for (const order of ["newest", "oldest", "due"]) {
    await user.click(screen.getByTestId("list-order"));
    await user.click(await screen.findByTestId(`order-${order}`));
    await waitFor(() => expect(screen.getByTestId("list-rest").textContent?.toLowerCase()).toContain(order));
    expect(listed().slice(0, 2), order).toEqual(["whitlock", "ferreira"].map(idOf));
    expect(screen.getByTestId("list-raised").textContent).toBe("2 highlighted, not looked at yet");
  }
});

test("b_18_a_list_keeps_the_order_that_was_chosen_for_it_and_the_others_theirs", async () => {
  const { user, asked } = await openConversation("nowak");
  expect(screen.getByTestId("list-order").textContent).toBe("Due first");
  await user.click(screen.getByTestId("list-order"));
  await user.click(await screen.findByTestId("order-newest"));
  await waitFor(() => expect(screen.getByTestId("list-order").textContent).toBe("Newest first"));
  expect(asked("order_queue")).toEqual([{ queue: "open", order: "newest" }]);
  const times = screen.getAllByTestId("row").slice(1).map((row) => row.dataset["conversation"]);
  expect(times.indexOf(idOf("ferreira"))).toBeLessThan(times.indexOf(idOf("lindgren")));
  await user.click(screen.getByTestId("queue-mine"));
  await waitFor(() => expect(screen.getByTestId("list-order").textContent).toBe("Due first"));
  await user.click(screen.getByTestId("queue-open"));
  await waitFor(() => expect(screen.getByTestId("list-order").textContent).toBe("Newest first"));
});

test("b_18_the_order_and_the_filter_are_chosen_by_keys_alone", async () => {
  const { user, asked } = await openConversation("nowak");
  screen.getByTestId("list-order").focus();
  await user.keyboard("{Enter}");
  await screen.findByTestId("order-oldest");
  await user.keyboard("{End}{Enter}");
  await waitFor(() => expect(asked("order_queue")).toEqual([{ queue: "open", order: "oldest" }]));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("list-order")));
  screen.getByTestId("list-filter").focus();
  await user.keyboard("{Enter}");
  await screen.findByTestId("filter-unread");
  await user.keyboard("{End} {Escape}");
  await waitFor(() => expect(screen.getByTestId("list-hides").textContent).toContain("Only: unread"));
});

test("c6_22_a_filter_says_how_many_it_hides_and_a_highlighted_one_in_red_with_one_press_to_show_it", async () => {
  const { user, practice } = await openConversation("nowak");
  const all = Number(screen.getByTestId("queue-open").textContent?.match(/\d+/u)?.[0]);
  Object.assign(practice.find(idOf("ferreira")), { class: "administrative" });
  await user.click(screen.getByTestId("list-filter"));
  await user.click(await screen.findByTestId("filter-administrative"));
  expect((await screen.findByTestId("list-hidden")).textContent).toBe(`${all - 1} hidden by this filter`);
  expect(screen.getByTestId("list-hidden-raised").textContent).toContain("1 highlighted is hidden");
  expect(screen.getByTestId("list-show-all").textContent).toBe("Show it");
  await user.click(screen.getByTestId("filter-urgent"));
  await user.click(screen.getByTestId("filter-administrative"));
  expect((await screen.findByTestId("list-filtered-empty")).textContent).toContain("Nothing here is Urgent");
  expect(screen.getByTestId("list-hidden-raised").textContent).toContain("2 highlighted are hidden");
  await user.keyboard("{Escape}");
  await user.click(screen.getByTestId("list-show-all"));
  await waitFor(() => expect(listed()[0]).toBe(idOf("whitlock")));
  expect(screen.queryByTestId("list-hides")).toBeNull();
});

test("c6_22_what_is_shown_and_what_is_hidden_is_everything_and_a_filter_ends_with_its_list", async () => {
  const { user, practice } = await openConversation("nowak");
  const all = Number(screen.getByTestId("queue-open").textContent?.match(/\d+/u)?.[0]);
  Object.assign(practice.find(idOf("begum")), { class: "administrative" });
  await user.click(screen.getByTestId("list-filter"));
  await user.click(await screen.findByTestId("filter-routine"));
  await waitFor(() => expect(screen.getByTestId("list-hidden").textContent).toBe("1 hidden by this filter"));
  await user.click(screen.getByTestId("filter-unread"));
  await waitFor(() => expect(screen.getByTestId("list-hides").textContent).toContain("Only: Routine, unread"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(listed().length + Number(screen.getByTestId("list-hidden").textContent?.match(/\d+/u)?.[0])).toBe(all));
  expect(listed(), "the highlighted one is unread and routine").toContain(idOf("whitlock"));
  expect(screen.queryByTestId("list-hidden-raised")).toBeNull();
  await user.click(screen.getByTestId("queue-mine"));
  await waitFor(() => expect(screen.getByTestId("queue-mine").getAttribute("aria-current")).toBe("page"));
  expect(screen.queryByTestId("list-hides")).toBeNull();
  await user.click(screen.getByTestId("queue-open"));
  await choose(user, "begum");
  expect(screen.queryByTestId("list-hides"), "nobody chose it again").toBeNull();
});
