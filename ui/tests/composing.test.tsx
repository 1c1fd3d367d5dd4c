import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, onTestFinished, test, vi } from "vitest";
import type { PreferencesView, PurposeView } from "@/api";
import { stopOf } from "@/features/composer/contact";
import type { FakePractice } from "@/platform/fake";
import { box, choose, idOf, openConversation, pause, sendButton } from "./desk";

/** Keeps answers back until they are let go. */
function held(practice: FakePractice, kept = "fill_template") {
  let release = () => {};
  const gate = new Promise<void>((done) => (release = done));
  const ask = practice.call.bind(practice);
  const spy = vi.spyOn(practice, "call").mockImplementation((async (command: never, request: never) => {
    if (command === kept) await gate;
    return ask(command, request);
  }) as typeof practice.call);
  onTestFinished(() => spy.mockRestore());
  return async () => act(async () => { release(); await pause(50); });
}

test("h_01_words_typed_while_a_template_is_filled_stay", async () => {
  const { practice, user } = await openConversation("nowak");
  const release = held(practice);
  await user.type(box(), "Good morning. /received");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter} Yours, Anna");
  await release();
  await waitFor(() => expect(box().value).toMatch(/^Good morning\. Thank you\..* Yours, Anna$/u));
  expect(box().selectionStart, "the caret stays with whoever types").toBe(box().value.length);
});

test("h_01_a_template_that_comes_after_the_words_were_sent_stays_out", async () => {
  const { practice, user, asked } = await openConversation("nowak");
  const release = held(practice);
  await user.type(box(), "Good morning. /received");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  await release();
  expect(box().value, "what was sent does not come back").toBe("");
});

test("c5_9_what_a_template_made_of_a_message_ends_with_it", async () => {
  const { user, asked } = await openConversation("nowak");
  const purpose = () => screen.getByTestId<HTMLSelectElement>("purpose").value;
  await user.selectOptions(screen.getByTestId("purpose"), "administration");
  await user.type(box(), "/checked");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(purpose()).toBe("results"));
  await user.clear(box());
  await waitFor(() => expect(purpose(), "thrown away").toBe("administration"));
  await user.type(box(), "/checked");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(purpose()).toBe("results"));
  fireEvent.change(box(), { target: { value: box().value.replace(/\[\[.*?\]\]|\{\{.*?\}\}/gu, "Monday") } });
  await waitFor(() => expect(sendButton().hasAttribute("disabled")).toBe(false));
  await user.click(sendButton());
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  await waitFor(() => expect(purpose(), "sent").toBe("administration"));
});

test("c5_9_the_patient_must_allow_what_the_author_says_and_what_each_template_says", async () => {
  const { practice, user } = await openConversation("ferreira");
  act(() => {
    const survey = practice.templates.find(({ id }) => id === "wellbeing-group");
    const document = survey?.versions[0]?.document;
    if (document) Object.assign(document, { class: "surveys", variants: [{ language: "en-GB", body: "How was your visit? Reply 1 to 5." }] });
    Object.assign(survey ?? {}, { state: "approved", in_use: 1, by_text: true });
    practice.changed();
  });
  await user.type(box(), "/group");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("composer-stopped").textContent).toContain("said no to surveys by text"));
  expect(screen.getByTestId<HTMLSelectElement>("purpose").value, "a survey is no stricter than advice").toBe("clinical_advice");
  expect(screen.getByTestId("purpose-also").textContent).toBe("and surveys");
  await user.click(screen.getByTestId("despite-open"));
  await user.type(screen.getByTestId("despite-reason"), "Asked for it today");
  await user.click(screen.getByTestId("despite-send"));
  await user.click(await screen.findByTestId("shared-send"));
  await user.click(await screen.findByTestId("undo"));
  await waitFor(() => expect(box().value).toMatch(/^How was your visit/u));
  expect(screen.getByTestId("composer-stopped").textContent, "taken back, it is a survey still").toContain("said no to surveys by text");
  await user.clear(box());
  await waitFor(() => expect(screen.queryByTestId("composer-stopped")).toBeNull());
});

test("c5_9_two_objections_are_both_named", () => {
  const line = (purpose: PurposeView) => ({ purpose, state: "objected", statement: null, may_send: false }) as const;
  const preferences = { status: "active", unsafe_route: null, may_override: true, people: [], lines: [line("results"), line("survey"), { purpose: "marketing", state: "nothing_recorded", statement: null, may_send: false }] } as unknown as PreferencesView;
  expect(stopOf(preferences, ["results", "survey"], ["send"])).toEqual({ why: "objected", about: ["results", "survey"], closed: false, liftable: true });
  expect(stopOf(preferences, ["results", "marketing"], ["send"]), "no reason lifts a missing yes").toEqual({ why: "consent_needed", about: ["marketing"], closed: false, liftable: false });
  expect(stopOf(preferences, ["administration"], ["send"])).toBeNull();
});

test("h_04_a_failed_message_that_needs_a_reason_is_taken_up_where_one_can_be_given", async () => {
  const { practice, user, asked } = await openConversation("oconnor");
  const failed = practice.find(idOf("oconnor")).messages.find(({ delivery }) => delivery?.state === "failed");
  act(() => { Object.assign(failed ?? {}, { text: "Your asthma review is due", purpose: "administration" }); practice.changed(idOf("oconnor")); });
  await user.type(box(), "Other words");
  await user.click(await screen.findByTestId("send-again"));
  await screen.findByText(/Send or clear what is in the box first/u);
  expect(box().value, "words are not mixed").toBe("Other words");
  await user.clear(box());
  await user.click(screen.getByTestId("send-again"));
  await waitFor(() => expect(box().value).toBe("Your asthma review is due"));
  expect(screen.getByTestId("composer-repeats").textContent).toContain("failed message again");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("words-reason")));
  await user.keyboard("She asked for it by text{Enter}");
  await waitFor(() => expect(asked("send").at(-1)).toMatchObject({ repeats: failed?.id, to: failed?.number_used, reason: "She asked for it by text" }));
  await waitFor(() => expect(screen.queryByTestId("composer-repeats")).toBeNull());
});

test("c5_8_the_reason_goes_along_while_the_newest_words_are_not_checked_yet", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.type(box(), "Your asthma review is due");
  await user.type(await screen.findByTestId("words-reason"), "He asked for it by text");
  fireEvent.change(box(), { target: { value: "Your asthma review is due today" } });
  fireEvent.click(sendButton());
  await screen.findByTestId("undo");
  expect(asked("send")[0]).toMatchObject({ text: "Your asthma review is due today", reason: "He asked for it by text" });
});

test("h_06_half_a_blank_that_stops_the_message_is_named", async () => {
  const { user } = await openConversation("nowak");
  for (const half of ["Come on [[day", "Come on day]]", "Come on Monday}}"]) {
    fireEvent.change(box(), { target: { value: half } });
    await waitFor(() => expect(sendButton().hasAttribute("disabled"), half).toBe(true));
    const findings = await screen.findByTestId("findings");
    expect(findings.textContent, half).toContain("A blank is left");
    expect(findings.textContent, "no telephone call for two brackets").not.toContain("Telephone");
  }
  await user.clear(box());
  fireEvent.change(box(), { target: { value: "Come on [[day]]" } });
  await waitFor(() => expect(screen.getByTestId("findings").textContent).toBe("1 blank to fill in before this can be sent. Tab goes to it."));
});

test("c2_2_a_message_taken_back_does_not_mix_with_the_note_being_written", async () => {
  const { practice, user, asked } = await openConversation("nowak");
  await user.type(box(), "See you on Monday");
  await user.click(sendButton());
  const undo = await screen.findByTestId("undo");
  await user.click(screen.getByTestId("composer-mode-note"));
  await user.type(box(), "Sounds anxious");
  await user.click(undo);
  await screen.findByTestId("composer-aside");
  await screen.findByText("Taken back; the message is kept until the note is added");
  expect(box().value).toBe("Sounds anxious");
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("note");
  await waitFor(() => expect(practice.find(idOf("nowak")).draft, "both are kept, and for staff only").toMatchObject({ mode: "note", text: "Sounds anxious\nSee you on Monday" }));
  await user.click(screen.getByRole("button", { name: "Back to the message" }));
  expect(box().value).toBe("See you on Monday");
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("reply");
  await user.click(screen.getByRole("button", { name: "Back to the note" }));
  await user.click(sendButton());
  await waitFor(() => expect(asked("write_note").at(-1)).toMatchObject({ text: "Sounds anxious" }));
  await waitFor(() => expect(box().value, "the message comes back").toBe("See you on Monday"));
  expect(screen.getByTestId("composer").dataset["mode"]).toBe("reply");
  expect(screen.queryByTestId("composer-aside")).toBeNull();
  await waitFor(() => expect(practice.find(idOf("nowak")).draft).toMatchObject({ mode: "reply", text: "See you on Monday" }));
});

test("h_07_a_preview_shows_what_is_to_be_filled_in_as_words", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "/phone");
  await waitFor(() => expect(screen.getByTestId("insert-preview").textContent).toMatch(/^Hello Piotr\. appointment with will phone you on appointment day between earliest time and/u));
  await user.keyboard("{Escape}");
  await user.click(screen.getByTestId("templates-open"));
  await user.click(await waitFor(() => screen.getAllByTestId("template-row").find((row) => row.dataset["template"] === "phone-call-planned") ?? Promise.reject(new Error("no row"))));
  await user.click(await screen.findByTestId("template-edit"));
  await waitFor(() => expect(screen.getByTestId("template-preview").textContent).toMatch(/^Hello Alex\. appointment with will phone you/u));
});

test("c1_1_a_draft_keeps_its_templates_and_what_they_are_for", async () => {
  const { practice, user, asked } = await openConversation("nowak");
  act(() => { const survey = practice.templates.find(({ id }) => id === "wellbeing-group"); Object.assign(survey ?? {}, { state: "approved", in_use: 1, by_text: true }); practice.changed(); });
  await user.type(box(), "Rest. /group");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(box().value).not.toContain("/group"));
  await choose(user, "begum");
  await choose(user, "nowak");
  await waitFor(() => expect(asked("check_text").at(-1)).toMatchObject({ purpose: "clinical_advice", also: ["marketing"], templates: [{ template: "wellbeing-group", version: 1 }] }));
  await user.clear(box());
  await user.type(box(), "Rest.");
  await waitFor(() => expect(asked("check_text").at(-1), "deleted with the words").toMatchObject({ also: [], templates: [] }));
});

test("c1_1_a_message_taken_back_is_still_for_what_it_was_sent_for", async () => {
  const { practice, user, asked } = await openConversation("nowak");
  const survey = practice.templates.find(({ id }) => id === "phone-call-planned");
  act(() => { Object.assign(survey ?? {}, { versions: survey?.versions.map((one) => ({ ...one, document: { ...one.document, class: "surveys", variants: [{ language: "en-GB", body: "How was it?" }] } })) }); practice.changed(); });
  await user.type(box(), "/phone");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(box().value).toBe("How was it?"));
  await user.click(sendButton());
  await screen.findByTestId("undo");
  await user.type(box(), "Another thing");
  await user.click(screen.getByTestId("undo"));
  await waitFor(() => expect(box().value).toBe("How was it?\nAnother thing"));
  await user.click(sendButton());
  await waitFor(() => expect(asked("send")).toHaveLength(2));
  expect(asked("send")[1], "the survey stays one").toMatchObject({ also: ["survey"], templates: [{ template: "phone-call-planned", version: 1 }] });
});

test("c3_3_words_typed_while_a_task_is_made_stay_in_the_box", async () => {
  const { practice, user } = await openConversation("nowak");
  await user.selectOptions(screen.getByTestId("purpose"), "marketing");
  await user.type(box(), "Come and walk with us");
  const release = held(practice, "make_task");
  await user.click(await screen.findByTestId("instead-letter-task"));
  await user.type(box(), " on Monday");
  await release();
  await screen.findByText("Task made");
  await waitFor(() => expect(box().value).toBe("on Monday"));
});
