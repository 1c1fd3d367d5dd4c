import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { choices, fits, grouped, nextBlank, pieces, slashAt, stricter } from "@/features/composer/marks";
import { templates } from "@/platform/fake/templates";
import { box, choose, openApp, openConversation, sendButton } from "./desk";

const found = () => screen.findByTestId("findings");
const rules = () => screen.getAllByTestId("finding").map((one) => `${one.dataset["rule"]}:${one.dataset["severity"]}`);

test("c_08_bad_news_switches_send_off_names_the_rule_and_offers_the_telephone", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Your HIV test is back");
  const findings = await found();
  expect(rules()).toEqual(["banned_use:blocks"]);
  expect(findings.textContent).toContain("Sexual health results");
  expect(findings.textContent).toContain("Telephone 07700 900 268");
  expect(within(screen.getByTestId("composer")).getAllByTestId("composer-mark").map((mark) => mark.textContent)).toEqual(["HIV"]);
  expect(sendButton().hasAttribute("disabled")).toBe(true);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(asked("send")).toHaveLength(0);
});

test("c5_8_a_diagnosis_asks_for_a_reason_which_goes_along", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Your asthma review is due");
  await found();
  expect(sendButton().hasAttribute("disabled")).toBe(true);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(document.activeElement, "the keys that send go to what is missing").toBe(screen.getByTestId("words-reason"));
  await user.type(screen.getByTestId("words-reason"), "He asked for it by text{Enter}");
  await screen.findByTestId("undo");
  expect(asked("send")[0]).toMatchObject({ reason: "He asked for it by text", despite: null });
});

test("c5_8_who_may_not_give_a_reason_is_told_whom_to_ask", async () => {
  const { user } = await openConversation("nowak", "open", "reception");
  await user.type(box(), "Your asthma review is due");
  expect((await found()).textContent).toContain("Only a GP, nurse or pharmacist");
  expect(screen.queryByTestId("words-reason")).toBeNull();
});

test("c2_13_the_author_sees_how_a_clinical_message_ends_and_undo_gives_the_words_back", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Rest for a week");
  await waitFor(() => expect(screen.getByTestId("composer-signature").textContent).toBe("Ends with: A. Okafor, practice nurse, Riverside Surgery"));
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(practice.conversations.flatMap(({ messages }) => messages).some(({ text }) => text === "Rest for a week\nA. Okafor, practice nurse, Riverside Surgery")).toBe(true);
  await user.click(screen.getByTestId("undo"));
  await waitFor(() => expect(box().value).toBe("Rest for a week"));
});

test("h_01_h_04_h_06_a_template_is_inserted_at_the_caret_and_its_blanks_are_filled_before_it_goes", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Good morning. /phone");
  await waitFor(() => expect(screen.getAllByTestId("insert-option").map((one) => one.textContent)).toEqual(["We will phone you"]));
  await waitFor(() => expect(screen.getByTestId("insert-preview").textContent).toContain("Hello Piotr."));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(box().value).toMatch(/^Good morning\. Hello Piotr\. \{\{appointment_with\}\}/u));
  const selected = () => box().value.slice(box().selectionStart, box().selectionEnd);
  await waitFor(() => expect(selected()).toBe("{{appointment_with}}"));
  expect(sendButton().hasAttribute("disabled"), "four blanks are left").toBe(true);
  await user.tab();
  expect(selected()).toBe("{{appointment_day}}");
  await user.tab({ shift: true });
  expect(selected()).toBe("{{appointment_with}}");
  for (const words of ["Dr Shah", "Monday", "10:00", "11:00"]) {
    await user.keyboard(words);
    await user.tab();
  }
  expect(box().value).toContain("Dr Shah will phone you on Monday between 10:00 and 11:00");
  await waitFor(() => expect(sendButton().hasAttribute("disabled")).toBe(false));
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(asked("send")[0]?.templates).toEqual([{ template: "phone-call-planned", version: 1 }]);
});

test("c5_9_a_marketing_template_makes_the_message_marketing", async () => {
  const { practice, user } = await openConversation("nowak");
  act(() => { const group = practice.templates.find(({ id }) => id === "wellbeing-group"); Object.assign(group ?? {}, { state: "approved", in_use: 1, by_text: true }); practice.changed(); });
  await user.type(box(), "/group");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId<HTMLSelectElement>("purpose").value).toBe("marketing"));
  await screen.findByTestId("composer-stopped");
  await choose(user, "begum");
  await choose(user, "nowak");
  expect(screen.getByTestId<HTMLSelectElement>("purpose").value, "a look elsewhere does not make it care").toBe("marketing");
});

test("h_01_escape_leaves_the_slash_as_it_was_written", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "/ph");
  await screen.findByTestId("insert");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByTestId("insert")).toBeNull());
  expect(box().value).toBe("/ph");
});

test("c2_14_one_emoji_is_named_as_what_makes_texts_shorter", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "Well done 🙂");
  await waitFor(() => expect(screen.getByTestId("composer-size").textContent).toContain("shorter texts because of “🙂”"));
});

test("c2_11_an_empty_practice_adopts_the_starter_set_as_drafts", async () => {
  const { user, asked } = openApp("no_templates");
  await user.click(await screen.findByTestId("templates-open"));
  await user.click(await screen.findByTestId("templates-adopt"));
  await waitFor(() => expect(screen.getAllByTestId("template-row")).toHaveLength(8));
  expect(screen.getAllByTestId("template-row").every((row) => row.dataset["state"] === "draft")).toBe(true);
  expect(asked("adopt_starters")).toHaveLength(1);
});

test("h_07_a_colleague_reads_and_approves_what_waits", async () => {
  const { user, asked } = openApp("gp");
  await user.click(await screen.findByTestId("templates-open"));
  await user.selectOptions(await screen.findByTestId("templates-filter"), "waiting");
  await user.click(await screen.findByTestId("template-approve"));
  await waitFor(() => expect(asked("approve_template")).toEqual([{ template: "wellbeing-group", version: 1 }]));
  await waitFor(() => expect(screen.getAllByTestId("template-row")).toHaveLength(1));
  expect(screen.queryByTestId("template-approve")?.hasAttribute("disabled"), "the other has no next step").toBe(true);
});

test("h_07_the_editor_says_what_is_wrong_while_one_writes_and_saves_a_new_version", async () => {
  const { user, asked } = openApp("gp");
  await user.click(await screen.findByTestId("templates-open"));
  await user.click((await screen.findAllByTestId("template-row")).find((row) => row.dataset["template"] === "phone-call-planned") as HTMLElement);
  await user.click(await screen.findByTestId("template-edit"));
  expect((await screen.findByTestId("template-problems")).textContent).toContain("It does not mark the one next step: write it between {{#next_step}} and {{/next_step}}");
  const wording = screen.getByTestId<HTMLTextAreaElement>("template-body");
  await user.clear(wording);
  await user.type(wording, "{{name}");
  await screen.findByTestId("template-unreadable");
  await user.clear(wording);
  await user.type(wording, "{{{{#next_step}}Reply YES.{{{{/next_step}}");
  await waitFor(() => expect(screen.getByTestId("template-preview").textContent).toBe("Reply YES."));
  await waitFor(() => expect(screen.getByTestId("template-save").hasAttribute("disabled")).toBe(false));
  await user.click(screen.getByTestId("template-save"));
  await waitFor(() => expect(asked("save_template")[0]).toMatchObject({ template: "phone-call-planned", seen: 2 }));
  expect((await screen.findAllByTestId("template-version"))).toHaveLength(3);
});

test("h_01_letters_in_order_find_a_name_and_whole_words_come_first", () => {
  expect(fits("", "Anything")).toBe(0);
  expect(fits("zz", "Appointment")).toBeNull();
  const order = choices(templates(), "p").map(({ id }) => id);
  expect(order.indexOf("phone-call-planned")).toBeLessThan(order.indexOf("message-received"));
  expect(choices(templates(), "wwpy").map(({ id }) => id)).toEqual(["phone-call-planned"]);
  expect(order, "never what has no text route, nor what is out of use").not.toContain("serious-talk");
  const begun = performance.now();
  for (let index = 0; index < 100; index++) choices([...templates(), ...templates(), ...templates(), ...templates()], "phone");
  expect((performance.now() - begun) / 100, "milliseconds a key").toBeLessThan(50);
});

test("marks_and_blanks_stand_where_they_are", () => {
  expect(slashAt("a /ph", 5)).toEqual({ start: 2, query: "ph" });
  expect(slashAt("a ::ph", 6), "h_01: the other sign").toEqual({ start: 2, query: "ph" });
  for (const text of ["and/or", "12/3", "https://nhs", "/a b", "std::ph", "a :ph", "::a b"]) expect(slashAt(text, text.length), text).toBeNull();
  expect(nextBlank("Hi {{x}} [[y]]", { start: 0, end: 0 }, false)).toEqual({ start: 3, end: 8 });
  expect(nextBlank("Hi {{x}} [[y]]", { start: 9, end: 14 }, false)).toBeUndefined();
  expect(nextBlank("Hi {{x}} [[y]]", { start: 9, end: 14 }, true)).toEqual({ start: 3, end: 8 });
  const finding = { rule: "nhs_number", severity: "needs_reason", name: null, words: null, number: null, limit: null, start: 3, end: 5 } as const;
  expect(pieces("abcdefg", [finding, { ...finding, severity: "blocks", start: 4, end: 6 }]).map(({ text, severity }) => [text, severity])).toEqual([["abc", null], ["d", "needs_reason"], ["e", "blocks"], ["f", "blocks"], ["g", null]]);
  expect(grouped("abcdefg", [finding, { ...finding, start: 0, end: 1 }])[0]?.quoted).toEqual(["de", "a"]);
  expect([stricter("administration", "marketing"), stricter("results", "administration")]).toEqual(["marketing", "results"]);
});
