import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { idOf, openApp, openConversation, rowOf } from "./desk";

const sentMessage = () => screen.getAllByTestId("message").find((one) => one.dataset["kind"] === "out" && !one.dataset["automatic"]);

test("h_10_a_sent_message_becomes_a_template_and_says_what_was_taken_out", async () => {
  const { user, asked } = await openConversation("osei");
  const message = sentMessage();
  if (!message) throw new Error("nothing was sent here");
  const act = within(message).getByRole("button", { name: "Make a template of this" });
  act.focus();
  expect(document.activeElement, "it is reached by key").toBe(act);
  await user.keyboard("{Enter}");
  const editor = await screen.findByTestId("template-editor");
  expect(asked("template_of_message")).toEqual([{ message: message.dataset["message"] }]);
  expect(within(editor).getByTestId("template-taken").textContent).toContain("Taken out of the message");
  const body = within(editor).getByTestId<HTMLTextAreaElement>("template-body").value;
  expect(body, "the patient is not in it").not.toMatch(/osei/iu);
  await user.type(within(editor).getByTestId("template-name"), "As I wrote to one patient");
  await waitFor(() => expect(screen.getByTestId("template-save").hasAttribute("disabled")).toBe(false));
  await user.click(screen.getByTestId("template-save"));
  await waitFor(() => expect(asked("save_template")).toHaveLength(1));
  const [saved] = asked("save_template");
  expect(saved?.document.scope, "one's own, approved by nobody").toEqual({ scope: "personal" });
  expect(Object.keys(saved ?? {}).sort(), "what was taken out goes nowhere").toEqual(["document", "seen", "template"]);
});

test("h_10_only_what_staff_sent_can_become_one_and_not_what_can_still_be_taken_back", async () => {
  await openConversation("osei");
  for (const one of screen.getAllByTestId("message")) {
    const offered = within(one).queryByTestId("message-template") !== null;
    expect(offered, one.textContent ?? "").toBe(one.dataset["kind"] === "out" && !one.dataset["automatic"] && one.dataset["delivery"] !== "held");
  }
});

test("h_10_who_may_not_write_is_not_offered_it", async () => {
  await openConversation("osei", "open", "read_only");
  expect(screen.queryByTestId("message-template")).toBeNull();
});

test("h_10_another_template_that_is_being_written_is_not_lost", async () => {
  const { user, asked } = await openConversation("osei");
  await user.click(screen.getByTestId("templates-open"));
  await user.click(await screen.findByTestId("templates-write"));
  await user.type(await screen.findByTestId("template-name"), "Mine");
  await user.click(screen.getByTestId("templates-back"));
  const message = await waitFor(() => {
    const found = sentMessage();
    if (!found) throw new Error("not yet");
    return found;
  });
  await user.click(within(message).getByTestId("message-template"));
  expect((await screen.findByTestId<HTMLInputElement>("template-name")).value).toBe("Mine");
  expect(asked("template_of_message")).toEqual([]);
});

test("c_14_the_report_counts_each_day_and_each_count_opens_its_conversations", async () => {
  const { user, asked } = openApp();
  await user.click(await screen.findByTestId("today-open"));
  await user.click(await screen.findByTestId("today-next-steps"));
  const dialog = await screen.findByTestId("next-steps");
  const rows = await within(dialog).findAllByTestId("next-steps-day");
  expect(rows[0]?.textContent, "the newest first, and it goes on").toContain("today, so far");
  const all = within(dialog).getByTestId("next-steps-all-nothing");
  const number = Number(all.textContent);
  await user.click(all);
  await waitFor(() => expect(within(dialog).getAllByTestId("next-steps-line")).toHaveLength(number));
  expect(asked("next_steps").at(-1)?.list).toEqual({ day: null, outcome: "nothing" });
  const line = within(dialog).getAllByTestId("next-steps-line")[0];
  if (!line) throw new Error("no line");
  await user.click(line);
  await waitFor(() => expect(screen.queryByTestId("next-steps")).toBeNull());
  await waitFor(() => expect(screen.getByTestId("conversation").dataset["conversation"]).toBe(line.dataset["conversation"]));
});

test("c_14_what_is_printed_holds_no_name", async () => {
  const { user } = openApp();
  await user.click(await screen.findByTestId("today-open"));
  await user.click(await screen.findByTestId("today-next-steps"));
  await user.click(await screen.findByTestId("next-steps-all-contacts"));
  await screen.findAllByTestId("next-steps-line");
  const sheet = screen.getByTestId("next-steps-sheet");
  expect(sheet.textContent).toContain("Told the same day");
  for (const line of screen.getAllByTestId("next-steps-line")) expect(sheet.textContent).not.toContain(line.firstElementChild?.textContent ?? idOf("osei"));
});

test("h_05_what_a_template_carries_is_folded_away_and_saved_with_it", async () => {
  const { user, asked } = openApp();
  await user.click(await screen.findByTestId("templates-open"));
  await user.click(await screen.findByTestId("templates-write"));
  const folded = await screen.findByTestId<HTMLDetailsElement>("template-carries");
  expect(folded.open, "a simple template stays simple").toBe(false);
  expect(folded.textContent).toContain("nothing else happens");
  await user.click(within(folded).getByText("When it is sent"));
  await user.selectOptions(screen.getByTestId("carries-team"), "reception");
  await user.selectOptions(screen.getByTestId("carries-follow-up"), "phone");
  await user.clear(screen.getByTestId("carries-days"));
  await user.type(screen.getByTestId("carries-days"), "3");
  await user.type(screen.getByTestId("carries-what"), "Ask again");
  await user.selectOptions(screen.getByTestId("carries-system"), "snomed");
  await user.type(screen.getByTestId("carries-code"), "308335008");
  await user.type(screen.getByTestId("carries-display"), "Encounter");
  await user.type(screen.getByTestId("template-name"), "With all");
  await waitFor(() => expect(screen.getByTestId("template-save").hasAttribute("disabled")).toBe(false));
  await user.click(screen.getByTestId("template-save"));
  await waitFor(() => expect(asked("save_template")[0]?.document.carries).toEqual({
    team: "reception", follow_up: { route: "phone", days: 3, what: "Ask again" }, code: { system: null, code: "308335008", display: "Encounter" },
  }));
});

test("h_05_a_wording_of_ones_own_is_offered_no_code", async () => {
  const { user } = openApp("reception");
  await user.click(await screen.findByTestId("templates-open"));
  await user.click(await screen.findByTestId("templates-write"));
  await user.click(within(await screen.findByTestId("template-carries")).getByText("When it is sent"));
  expect(screen.getByTestId("carries-team")).toBeTruthy();
  expect(screen.queryByTestId("carries-system")).toBeNull();
});

test("h_05_the_list_at_the_slash_says_what_comes_with_it_and_it_comes_when_the_text_leaves", async () => {
  const { user, practice } = await openConversation("nowak", "open", "desk", 0);
  await user.type(screen.getByTestId("composer-text"), "/looking");
  const carried = await screen.findByTestId("insert-carried");
  expect([...carried.children].map((line) => line.textContent)).toEqual(["Filed as Patient encounter procedure (308335008)", "Task after 5 working days (Telephone): Ask whether it is better", "The conversation goes to the team: Receptionist"]);
  await user.keyboard("{Enter}");
  const text = await waitFor(() => {
    const { value } = screen.getByTestId<HTMLTextAreaElement>("composer-text");
    if (!value.includes("[[")) throw new Error("not yet");
    return value;
  });
  fireEvent.change(screen.getByTestId("composer-text"), { target: { value: text.replace(/\[\[[^\]]*\]\]/gu, "Monday").replace(/\{\{[^}]*\}\}/gu, "us") } });
  const before = practice.tasks.length;
  await user.click(screen.getByTestId("composer-send"));
  await waitFor(() => expect(practice.tasks.length).toBe(before + 1), { timeout: 4000 });
  await waitFor(() => expect(screen.getByTestId("owner-words").textContent).toBe("For the team: Receptionist"));
  expect(within(rowOf("nowak")).getByTestId("row-team").textContent).toBe("For Receptionist");
});
