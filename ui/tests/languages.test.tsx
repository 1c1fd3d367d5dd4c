import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { languageName, languagesWith } from "@/lib/languages";
import { box, openApp, openConversation } from "./desk";

test("h_09_the_preview_is_in_the_patients_language_and_says_where_there_is_no_such_wording", async () => {
  const { user } = await openConversation("levy");
  expect((await screen.findByTestId("needs-strip")).textContent, "C3.7: the stored language is shown").toContain("Reads Hebrew");
  await user.type(box(), "/acknow");
  const preview = await screen.findByTestId("insert-preview");
  await waitFor(() => expect(preview.textContent).toContain("קיבלה את הודעתך"));
  expect([preview.getAttribute("dir"), preview.lang]).toEqual(["auto", "he"]);
  expect(screen.getByTestId("insert-language").textContent).toBe("Hebrew");
  await user.clear(box());
  await user.type(box(), "/phone");
  await waitFor(() => expect(screen.getByTestId("insert-missing").textContent).toBe("No Hebrew wording: English shown"));
});

test("h_09_the_language_is_written_down_with_how_it_is_known", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("needs-edit"));
  await user.selectOptions(await screen.findByTestId("needs-language"), "pl");
  await user.selectOptions(screen.getByTestId("needs-source"), "in_person");
  await user.click(screen.getByTestId("needs-dialog-save"));
  await waitFor(() => expect(asked("record_needs")[0]?.needs).toMatchObject({ language: "pl", source: "in_person" }));
  await waitFor(() => expect(screen.getByTestId("needs-noted").textContent).toMatch(/^Written down by A\. Okafor on .*, said face to face$/u));
  expect(screen.getByTestId("needs-strip").textContent).toContain("Reads Polish");
});

test("h_09_a_wording_in_another_language_is_added_and_tried", async () => {
  const { user, asked } = openApp("gp");
  await user.click(await screen.findByTestId("templates-open"));
  await user.click((await screen.findAllByTestId("template-row")).find((row) => row.dataset["template"] === "appointment-booked" || row.dataset["template"] === "message-received") as HTMLElement);
  await user.click(await screen.findByTestId("template-edit"));
  await user.selectOptions(screen.getByTestId("template-add-language"), "pl");
  expect(screen.getByTestId<HTMLTextAreaElement>("template-body").value).toBe("");
  await user.type(screen.getByTestId("template-body"), "Witamy. {{{{#next_step}}Prosimy o odpowiedź.{{{{/next_step}}");
  await waitFor(() => expect(screen.getByTestId("template-preview").textContent).toBe("Witamy. Prosimy o odpowiedź."));
  await waitFor(() => expect(screen.getByTestId("template-save").hasAttribute("disabled")).toBe(false));
  await user.click(screen.getByTestId("template-save"));
  await waitFor(() => expect(asked("save_template")[0]?.document.variants.at(-1)).toEqual({ language: "pl", body: "Witamy. {{#next_step}}Prosimy o odpowiedź.{{/next_step}}" }));
  await waitFor(() => expect(screen.getAllByTestId("template-wording").map((one) => one.textContent)).toContain("Polish"));
});

test("h_09_languages_have_names_and_one_of_ones_own_is_kept", () => {
  expect(["pl", "bfi", "pa-Arab", "en-GB"].map(languageName)).toEqual(["Polish", "British Sign Language", "Punjabi (Shahmukhi)", "English"]);
  expect(languagesWith("mi")).toContain("mi");
  expect(new Set(languagesWith("pl")).size, "each once").toBe(languagesWith("pl").length);
  expect(languagesWith(null).filter((tag) => languageName(tag) === tag), "each has a name").toEqual([]);
});

test("h_03_the_practices_telephone_is_written_down_and_fills_templates", async () => {
  const { user, asked, practice } = openApp("settings_live");
  await user.click(await screen.findByTestId("settings-open"));
  await user.type(await screen.findByTestId("practice-phone"), "020 7946 0123");
  await user.click(screen.getByTestId("practice-save"));
  await waitFor(() => expect(asked("save_practice")[0]).toMatchObject({ phone: "020 7946 0123" }));
  expect(practice.app.practice?.phone).toBe("020 7946 0123");
});

test("c2_11_the_first_approved_template_is_a_step_of_getting_ready", async () => {
  const { practice, user } = openApp("new_practice");
  act(() => { practice.templates.splice(0); practice.changed(); });
  await user.click(await screen.findByTestId("settings-open"));
  const step = await screen.findByTestId("ready-templates");
  await waitFor(() => expect(step.dataset["done"]).toBe("false"));
  await user.click(within(step).getByRole("button"));
  await screen.findByTestId("templates-empty");
});
