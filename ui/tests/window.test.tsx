import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { actOf, SHORTCUTS } from "@/lib/shortcuts";
import { box, choose, idOf, openApp, openConversation, rowOf } from "./desk";

test.each([
  ["keyring_locked", /keyring is locked/u], ["keyring_absent", /No keyring/u], ["wrong_key", /key does not fit/u], ["key_missing", /key is missing/u],
  ["newer_file", /newer Anteroom/u], ["damaged_file", /damaged/u], ["disk_full", /disk is full/u], ["file_in_use", /already open/u], ["internal", /could not open/u],
])("opening_that_fails_with_%s_says_what_is_the_case", async (code, title) => {
  openApp(code);
  const shown = await screen.findByTestId("error-screen");
  expect(shown.dataset["code"]).toBe(code);
  expect(within(shown).getByRole("heading", { level: 1 }).textContent).toMatch(title);
  expect(shown.textContent).toContain("Nothing was deleted or changed.");
});

test("trying_again_opens_the_practice", async () => {
  const { practice, user } = openApp("keyring_locked");
  const again = await screen.findByTestId("error-again");
  practice.mend();
  await user.click(again);
  await screen.findByTestId("desk");
});

test("the_first_run_begins_with_the_training_practice", async () => {
  const { user, asked } = openApp("first_run");
  await user.type(await screen.findByTestId("first-run-name"), "A. Okafor");
  await user.selectOptions(screen.getByTestId("first-run-role"), "nurse");
  await user.click(screen.getByTestId("first-run-training"));
  await user.click(screen.getByTestId("first-run-start"));
  await screen.findByTestId("desk");
  expect(asked("set_up")).toEqual([{ name: "A. Okafor", role: "nurse", practice: "", training: true }]);
  expect(screen.getByTestId("training").textContent).toBe("Training practice: invented patients");
});

test("the_first_run_asks_for_what_is_missing", async () => {
  const { user, asked } = openApp("first_run");
  await user.click(await screen.findByTestId("first-run-start"));
  await screen.findByText("Please enter your name.");
  expect(asked("set_up")).toHaveLength(0);
});

test.each([["offline", /^Offline since \d\d:\d\d, everything is kept$/u], ["refused", /provider refuses our key/u], ["paused", "Paused: sending"], ["desk", /^Checked \d\d:\d\d$/u]])("the_state_of_coming_and_going_is_said_in_words_%s", async (scene, words) => {
  openApp(scene);
  const state = await screen.findByTestId("sync-state");
  expect(within(state).getByText(words)).toBeTruthy();
});

test("trouble_with_the_file_stays_in_sight", async () => {
  openApp("trouble");
  expect((await screen.findByTestId("trouble")).textContent).toContain("The disk is full");
});

test("done_with_something_unfiled_takes_a_reason", async () => {
  const { user, asked, practice } = await openConversation("okoro");
  await user.click(screen.getByTestId("mark-done"));
  await user.type(await screen.findByTestId("done-reason"), "Written by hand");
  await user.click(screen.getByTestId("done-confirm"));
  await waitFor(() => expect(practice.find(idOf("okoro")).done).toBe(true));
  expect(asked("mark_done").map(({ reason }) => reason)).toEqual([null, "Written by hand"]);
});

test("letters_work_in_the_list_and_not_in_the_box", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "see");
  expect(practice.find(idOf("nowak")).done, "e is a letter here").toBe(false);
  await user.clear(box());
  act(() => rowOf("nowak").focus());
  await user.keyboard("e");
  await waitFor(() => expect(practice.find(idOf("nowak")).done).toBe(true));
});

test("a_row_finished_from_the_list_leaves_it", async () => {
  const { user } = await openConversation("nowak");
  act(() => rowOf("nowak").focus());
  await user.keyboard("e");
  await waitFor(() => expect(screen.getAllByTestId("row").map((row) => row.dataset["conversation"])).not.toContain(idOf("nowak")));
  expect(screen.getByTestId("conversation").dataset["conversation"], "and the next one opens").toBe(idOf("long"));
});

test("j_and_k_walk_through_the_list", async () => {
  const { user } = await openConversation("nowak");
  act(() => rowOf("nowak").focus());
  await user.keyboard("j");
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf("long")));
  await user.keyboard("k");
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf("nowak")));
});

test("single_letters_can_be_switched_off", async () => {
  localStorage.setItem("anteroom.letters", "false");
  const { user, practice } = await openConversation("nowak");
  act(() => rowOf("nowak").focus());
  await user.keyboard("e");
  expect(practice.find(idOf("nowak")).done).toBe(false);
});

test("the_cheat_sheet_names_every_act", async () => {
  const { user } = await openConversation("nowak");
  await user.keyboard("{Control>}/{/Control}");
  const sheet = await screen.findByTestId("cheat-sheet");
  expect(within(sheet).getAllByRole("term")).toHaveLength(Object.keys(SHORTCUTS).length);
});

test("no_two_acts_have_one_key", () => {
  const keys = Object.values(SHORTCUTS).flatMap(({ keys: all }) => [...all] as string[]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a_key_on_a_cyrillic_layout_is_taken_by_its_place", () => {
  expect(actOf({ key: "о", code: "KeyJ", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }, ["letters"])?.id).toBe("nextInList");
});

test("search_opens_a_message_in_its_place", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(screen.getByTestId("search-input"), "course");
  const hit = await screen.findByTestId("search-hit");
  expect(hit.querySelector("mark")?.textContent).toBe("course");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf("whitlock")));
  expect(asked("messages").at(-1)).toMatchObject({ around: 2 });
});

test("a_conversation_is_begun_with_a_patient_from_the_search", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.keyboard("{Control>}f{/Control}");
  await user.type(screen.getByTestId("search-input"), "okoro");
  await screen.findByTestId("search-patient");
  await user.keyboard("{Enter}");
  const numbers = await screen.findAllByTestId("search-begin");
  expect(numbers).toHaveLength(2);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("start_conversation")).toEqual([{ patient: "3000-patient-okoro", number: "+447700900287" }]));
});

test("a_search_that_was_cut_off_says_so", async () => {
  const { user } = await openConversation("nowak");
  await user.type(screen.getByTestId("search-input"), "peak");
  await screen.findByTestId("search-cut-off");
});

test("the_owner_is_chosen_with_a", async () => {
  const { user, practice } = await openConversation("begum");
  act(() => rowOf("begum").focus());
  await user.keyboard("a");
  await user.click((await screen.findAllByTestId("assign-choice"))[1] as HTMLElement);
  await waitFor(() => expect(practice.find(idOf("begum")).owner).toBe("5001-staff-shah"));
});

test("a_notification_opens_its_conversation", async () => {
  const { practice } = await openConversation("nowak");
  act(() => practice.emit({ event: "open", conversation: idOf("whitlock") }));
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(idOf("whitlock")));
});

test("nothing_about_a_patient_is_kept_in_the_browser", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "secret");
  await choose(user, "begum");
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/secret|Nowak|conversation/u);
  expect(sessionStorage.length).toBe(0);
});
