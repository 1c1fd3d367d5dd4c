import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { isCalled } from "@/features/palette/choices";
import { SHORTCUTS } from "@/lib/shortcuts";
import { box, choose, idOf, openApp, openConversation } from "./desk";

const input = () => screen.getByTestId<HTMLInputElement>("search-input");
const acts = () => screen.queryAllByTestId("palette-act");
const anAct = (id: string) => acts().find((one) => one.dataset["act"] === id);
const shown = (conversation: string) => waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf(conversation)));
const ctrl = (key: string) => `{Control>}${key}{/Control}`;

test("j_08_the_empty_box_is_there_with_the_key_and_offers_what_can_be_done_here", async () => {
  const { user, practice } = await openConversation("nowak");
  const before = practice.calls.length;
  await user.keyboard(ctrl("k"));
  expect(screen.getByTestId("search-results"), "nothing is waited for").toBeTruthy();
  expect(practice.calls.slice(before).map(({ command }) => command), "and nothing is asked").toEqual([]);
  expect(document.activeElement).toBe(input());
  const offered = acts().map(({ dataset }) => dataset["act"]);
  expect(offered).toEqual(expect.arrayContaining(["reply", "note", "escalate", "assign", "snooze", "done"]));
  for (const one of acts()) expect(one.querySelector("kbd")?.textContent, `the key of ${one.dataset["act"]}`).toBeTruthy();
  expect(acts().every((one) => one.getAttribute("aria-disabled") === "false"), "only what can be done").toBe(true);
});

test("j_08_the_patients_opened_last_stand_first_and_one_key_goes_back_to_them", async () => {
  const { user } = await openConversation("nowak");
  await choose(user, "okoro");
  await user.keyboard(ctrl("k"));
  const recent = await screen.findAllByTestId("palette-recent");
  expect(recent[0]?.dataset["patient"]).toBe("3000-patient-nowak");
  expect(recent.some(({ dataset }) => dataset["patient"] === "3000-patient-okoro"), "not the one that is open").toBe(false);
  await user.keyboard("{Enter}");
  await shown("nowak");
});

test("j_08_an_act_is_found_by_its_name_and_done", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("k"));
  await user.keyboard("snoo");
  expect(acts()[0]?.textContent).toMatch(/^Snooze until a times$/u);
  await user.keyboard("{Enter}");
  await screen.findByTestId("snooze-menu");
  expect(screen.queryByTestId("search-results")).toBeNull();
});

test("j_08_a_place_is_gone_to_by_its_name", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("k"));
  await user.keyboard("overdue{Enter}");
  await waitFor(() => expect(screen.getByTestId("queue-overdue").getAttribute("aria-current")).toBe("page"));
  await user.keyboard(ctrl("k"));
  await user.keyboard("templ{Enter}");
  await screen.findByTestId("templates");
});

test("j_08_a_sign_leaves_acts_alone_and_what_cannot_be_done_says_why", async () => {
  const { user } = await openConversation("nowak", "open", "read_only");
  await user.keyboard(ctrl("k"));
  await user.keyboard(">sno");
  await waitFor(() => expect(acts()).toHaveLength(1));
  expect(anAct("snooze")?.getAttribute("aria-disabled")).toBe("true");
  expect(anAct("snooze")?.textContent).toContain("Not now: Your role does not allow this");
  expect(screen.queryByTestId("search-patient")).toBeNull();
  await user.keyboard("{Enter}");
  expect(screen.getByTestId("search-results"), "it is not done").toBeTruthy();
  await user.clear(input());
  await user.type(input(), ">");
  expect(acts().length, "all of them").toBeGreaterThan(15);
  await user.type(input(), "zzz");
  expect(screen.getByTestId("search-results").textContent).toContain("Nothing that you can do is called “zzz”");
});

test("j_08_kinds_are_mixed_eight_of_each_five_patients_and_the_rest_is_one_key_away", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("k"));
  await user.keyboard("e");
  await screen.findAllByTestId("search-hit");
  expect(screen.getAllByTestId("search-hit")).toHaveLength(8);
  expect(screen.getAllByTestId("search-patient")).toHaveLength(5);
  expect(acts().filter(({ dataset }) => !dataset["act"]?.startsWith("to-")).length).toBeLessThanOrEqual(8);
  await user.click(screen.getByTestId("palette-everything"));
  await waitFor(() => expect(screen.getAllByTestId("search-hit").length).toBeGreaterThan(8));
  expect(screen.getAllByTestId("search-patient").length).toBeGreaterThan(5);
  expect(acts()).toEqual([]);
});

test("j_08_ctrl_f_searches_among_everything_at_once", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("f"));
  await user.keyboard("e");
  await waitFor(() => expect(screen.getAllByTestId("search-hit").length).toBeGreaterThan(8));
  expect(acts()).toEqual([]);
});

test("j_08_enter_before_the_answer_counts_once_it_is_there", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("k"));
  await user.keyboard("course{Enter}");
  await shown("whitlock");
});

test("j_08_esc_goes_back_to_where_the_fingers_were", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "half a sent");
  await user.keyboard(ctrl("k"));
  await user.keyboard("anything{Escape}");
  expect(document.activeElement).toBe(box());
  expect(screen.queryByTestId("search-results")).toBeNull();
  await user.keyboard("ence");
  expect(box().value).toBe("half a sentence");
});

test("j_08_a_screen_reader_hears_a_box_with_a_list", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard(ctrl("k"));
  const list = within(screen.getByTestId("search-results")).getByRole("listbox");
  expect(input().getAttribute("aria-controls")).toBe(list.id);
  const first = input().getAttribute("aria-activedescendant") ?? "";
  expect(document.getElementById(first)?.getAttribute("aria-selected")).toBe("true");
  await user.keyboard("{ArrowDown}");
  expect(input().getAttribute("aria-activedescendant")).not.toBe(first);
  expect(within(list).getAllByRole("option").filter((one) => one.getAttribute("aria-selected") === "true")).toHaveLength(1);
  for (const group of within(list).getAllByRole("group")) expect(document.getElementById(group.getAttribute("aria-labelledby") ?? "")?.textContent).toBeTruthy();
  expect(input().getAttribute("aria-keyshortcuts")).toBe([...SHORTCUTS.palette.keys, ...SHORTCUTS.search.keys, ...SHORTCUTS.findHere.keys].join(" "));
});

test("j_08_tab_alone_opens_nothing", async () => {
  openApp();
  await screen.findByTestId("desk");
  act(() => input().focus());
  expect(screen.queryByTestId("search-results")).toBeNull();
});

test("j_02_find_in_a_conversation_counts_and_steps_to_the_next_and_the_one_before", async () => {
  const { user, asked } = await openConversation("macleod");
  act(() => screen.getByTestId("conversation-log").focus());
  await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
  expect(screen.getByTestId("palette-here").textContent).toBe("In this conversation");
  await user.keyboard("reviewed");
  const hits = await screen.findAllByTestId("search-hit");
  expect(asked("search").at(-1)).toMatchObject({ text: "reviewed", conversation: idOf("macleod") });
  expect(hits.every(({ dataset }) => dataset["conversation"] === idOf("macleod"))).toBe(true);
  expect(screen.queryByTestId("hit-state"), "it is the same for all of them").toBeNull();
  await user.keyboard("{Enter}");
  expect((await screen.findByTestId("find-count")).textContent).toBe("“reviewed”: 8 of 8");
  await waitFor(() => expect(asked("messages").some(({ around }) => around === 296)).toBe(true));
  await user.keyboard("{Shift>}{F3}{/Shift}");
  await waitFor(() => expect(screen.getByTestId("find-count").textContent).toBe("“reviewed”: 7 of 8"));
  await waitFor(() => expect(asked("messages").some(({ around }) => around === 259)).toBe(true));
  await user.keyboard("{F3}");
  await user.keyboard("{F3}");
  await waitFor(() => expect(screen.getByTestId("find-count").textContent, "round again").toBe("“reviewed”: 1 of 8"));
  await user.click(screen.getByTestId("find-close"));
  expect(screen.queryByTestId("find-bar")).toBeNull();
});

test("j_02_backspace_in_the_empty_box_searches_everywhere", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
  await user.keyboard("course");
  await waitFor(() => expect(screen.getByTestId("search-results").textContent).toContain("“course” was not said here"));
  await user.clear(input());
  await user.keyboard("{Backspace}");
  expect(screen.queryByTestId("palette-here")).toBeNull();
  await user.keyboard("course");
  await screen.findByTestId("search-hit");
  expect(asked("search").at(-1)).toMatchObject({ conversation: null });
});

test("j_02_what_was_found_is_forgotten_with_its_conversation", async () => {
  const { user } = await openConversation("macleod");
  await user.keyboard("{Control>}{Shift>}f{/Shift}{/Control}");
  await user.keyboard("reviewed");
  await screen.findAllByTestId("search-hit");
  await user.keyboard("{Enter}");
  await screen.findByTestId("find-bar");
  await choose(user, "nowak");
  expect(screen.queryByTestId("find-bar")).toBeNull();
});

test("j_07_a_hit_says_how_its_conversation_stands", async () => {
  const { user, practice } = await openConversation("nowak");
  practice.find(idOf("begum")).away = { snoozed: { until: new Date(Date.now() + 86_400_000).toISOString(), words: "tomorrow, 08:00", label: "", wakes_on_reply: true }, lines: [] } as never;
  const label = async (words: string) => {
    await user.keyboard(ctrl("f"));
    await user.keyboard(words);
    const state = await waitFor(() => {
      const hit = screen.getByTestId("search-hit");
      expect(hit.textContent?.toLowerCase(), "found for these words").toContain(words);
      return within(hit).getByTestId("hit-state");
    });
    const said = state.textContent;
    await user.keyboard("{Escape}");
    return said;
  };
  expect(await label("148/92")).toBe("Open");
  expect(await label("shalom")).toBe("Waiting for patient");
  expect(await label("boosters")).toBe("Done");
  expect(await label("extending")).toBe("Snoozed");
});

test("j_08_words_are_matched_from_their_beginning", () => {
  expect(isCalled("Mark as done, or reopen", "done mark")).toBe(true);
  expect(isCalled("Mark as done, or reopen", "one")).toBe(false);
  expect(isCalled("Anything", ""), "nothing typed fits all").toBe(true);
});

test("h_01_two_colons_open_the_list_of_templates_and_esc_leaves_what_was_typed", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "and/or ::phone");
  await screen.findAllByTestId("insert-option");
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("insert-option")).toBeNull();
  expect(box().value).toBe("and/or ::phone");
  await user.clear(box());
  await user.type(box(), "See ::we will phone");
  expect(screen.queryByTestId("insert-option"), "a blank ends it").toBeNull();
  await user.clear(box());
  await user.type(box(), "See ::phone");
  await screen.findAllByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(box().value).not.toContain("::"));
  expect(box().value.startsWith("See "), "only the sign and what came after it is replaced").toBe(true);
});
