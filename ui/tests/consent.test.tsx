import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { isoDay } from "@/lib/dates";
import { box, openConversation, sendButton } from "./desk";

const patient = (key: string) => `3000-patient-${key}`;
const shown = () => screen.findByTestId("messaging");
const stopped = () => screen.findByTestId("composer-stopped");

test("nothing_recorded_is_said_in_one_calm_sentence", async () => {
  await openConversation("nowak");
  expect((await screen.findByTestId("consent-nothing")).textContent).toBe("Nothing recorded. Texts about care may be sent until the patient objects.");
  expect(sendButton().textContent).toContain("Send to Piotr");
});

test("what_stands_is_said_for_each_purpose_with_its_source", async () => {
  await openConversation("ferreira");
  const lines = within(await shown()).getAllByTestId("consent-line").map((line) => [line.dataset["purpose"], line.textContent]);
  expect(lines).toEqual([["administration", "AdministrationAgreed"], ["clinical_advice", "Clinical adviceAgreed"], ["results", "ResultsAgreed"], ["survey", "SurveysObjected"], ["marketing", "MarketingAsk first"]]);
  expect((await shown()).textContent).toMatch(/said on the telephone, .* at 14:05/u);
});

test("the_history_opens_newest_first", async () => {
  const { user } = await openConversation("ferreira");
  await user.click(await screen.findByTestId("consent-history"));
  const said = screen.getAllByTestId("consent-statement").map((one) => one.textContent);
  expect(said[0]).toMatch(/^No to surveys/u);
  expect(said[1]).toMatch(/^Yes to everything/u);
});

test("a_clinician_writes_for_clinical_advice_and_reception_for_administration", async () => {
  await openConversation("nowak");
  expect(screen.getByTestId<HTMLSelectElement>("purpose").value).toBe("clinical_advice");
});

test("reception_writes_for_administration", async () => {
  await openConversation("nowak", "open", "reception");
  expect(screen.getByTestId<HTMLSelectElement>("purpose").value).toBe("administration");
});

test("the_purpose_is_sent_with_the_text", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.selectOptions(screen.getByTestId("purpose"), "results");
  await user.type(box(), "All fine.");
  await user.click(sendButton());
  await screen.findByTestId("undo");
  expect(asked("send")[0]).toMatchObject({ purpose: "results", despite: null });
});

test("the_state_follows_the_purpose", async () => {
  const { user } = await openConversation("ferreira");
  await waitFor(() => expect(screen.getByTestId("purpose-state").dataset["state"]).toBe("agreed"));
  await user.selectOptions(screen.getByTestId("purpose"), "survey");
  expect(screen.getByTestId("purpose-state").dataset["state"]).toBe("objected");
  expect((await stopped()).textContent).toContain("Ana said no to surveys by text.");
  await user.selectOptions(screen.getByTestId("purpose"), "marketing");
  expect((await stopped()).dataset["why"], "marketing always needs a yes").toBe("consent_needed");
  expect(screen.queryByTestId("despite-open")).toBeNull();
});

test("an_objection_takes_the_send_button_away_and_offers_other_ways", async () => {
  const { user, asked } = await openConversation("begum");
  const panel = await stopped();
  expect(screen.queryByTestId("composer-send")).toBeNull();
  expect(panel.textContent).toContain("Telephone 07700 900 622");
  expect(panel.textContent).toContain("Letter task");
  await user.type(box(), "Ready to collect.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(asked("send"), "the sending key does not send either").toHaveLength(0);
  expect(document.activeElement).toBe(panel);
  expect(box().value).toBe("Ready to collect.");
});

test("a_clinician_sends_all_the_same_only_with_a_reason", async () => {
  const { user, asked } = await openConversation("begum");
  await stopped();
  await user.type(box(), "Ready to collect.");
  await user.click(screen.getByTestId("despite-open"));
  expect(screen.getByTestId<HTMLButtonElement>("despite-send").disabled).toBe(true);
  expect(document.activeElement).toBe(screen.getByTestId("despite-reason"));
  await user.keyboard("   ");
  expect(screen.getByTestId<HTMLButtonElement>("despite-send").disabled, "blanks are no reason").toBe(true);
  await user.keyboard("Asked for it on the telephone");
  await user.click(screen.getByTestId("despite-send"));
  await screen.findByTestId("despite-mark");
  expect(asked("send")[0]).toMatchObject({ purpose: "clinical_advice", despite: "Asked for it on the telephone", text: "Ready to collect." });
});

test("a_refused_override_keeps_the_text_and_the_reason", async () => {
  const { user, practice } = await openConversation("begum");
  await stopped();
  await user.type(box(), "Ready to collect.");
  await user.click(screen.getByTestId("despite-open"));
  await user.type(screen.getByTestId("despite-reason"), "Asked for it");
  practice.failNext("send", "objected_at_provider");
  await user.click(screen.getByTestId("despite-send"));
  await screen.findByTestId("composer-error");
  expect(box().value).toBe("Ready to collect.");
  expect(screen.getByTestId<HTMLInputElement>("despite-reason").value).toBe("Asked for it");
});

test.each([["tran", "objected_at_provider"], ["okoro", "unclear"], ["hart", "unsafe_route"]] as const)("%s_is_stopped_because_%s", async (key, why) => {
  await openConversation(key, key === "tran" ? "failed" : "open");
  expect((await stopped()).dataset["why"]).toBe(why);
  expect(screen.queryByTestId("despite-open") === null, "nothing lifts the provider's own list").toBe(why === "objected_at_provider");
});

test("whoever_may_not_override_is_not_offered_to", async () => {
  await openConversation("begum", "open", "reception");
  await stopped();
  expect(screen.queryByTestId("despite-open")).toBeNull();
  expect(screen.getByTestId("stopped-record")).toBeTruthy();
});

test("where_a_yes_comes_first_nothing_goes_before_it", async () => {
  await openConversation("nowak", "open", "opt_in");
  const panel = await stopped();
  expect(panel.textContent).toContain("Piotr has not agreed to clinical advice by text yet. Ask first.");
  expect(screen.queryByTestId("despite-open")).toBeNull();
  expect(screen.getByTestId("consent-nothing").textContent).toBe("Nothing recorded. Ask before the first text.");
});

test.each(["objected", "objected_at_provider", "consent_needed", "unsafe_route", "patient_deceased", "patient_left", "test_numbers_only", "not_allowed"] as const)("a_send_refused_with_%s_says_so_although_the_window_did_not_know", async (code) => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Do not lose me");
  practice.failNext("send", code);
  await user.click(sendButton());
  const error = await screen.findByTestId("composer-error");
  expect(error.dataset["code"]).toBe(code);
  expect(error.textContent).toMatch(/Nothing was sent; your text is still here/u);
  expect(box().value).toBe("Do not lose me");
});

test("a_stop_that_comes_while_writing_stops_the_text", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.type(box(), "Still writing");
  practice.wishesOf(patient("nowak")).said.push({ channel: "sms", purpose: null, decision: "objected", said_on: isoDay(new Date()), said_at: null, source: "message", recorded_by: null, recorded_at: new Date().toISOString(), evidence: "", review_on: null, reviewed: null });
  act(() => void practice.receive("6000-conversation-nowak", "STOP"));
  expect((await stopped()).dataset["why"]).toBe("objected");
  expect(box().value).toBe("Still writing");
});

test("an_unsafe_route_is_said_in_the_pane_and_above_the_box_to_everybody", async () => {
  await openConversation("hart", "open", "read_only");
  const banners = await screen.findAllByTestId("route-banner");
  expect(banners).toHaveLength(2);
  for (const banner of banners) expect(banner.textContent).toContain("Not safe to text: Partner reads this phone.");
  for (const id of ["route-safe", "route-unsafe", "consent-record", "composer-text", "mark-done", "assign"]) expect(screen.queryByTestId(id), id).toBeNull();
  expect(screen.getByTestId("composer-sealed").textContent).toContain("Your role reads here");
});

test("where_it_is_not_safe_the_other_number_is_offered", async () => {
  await openConversation("hart");
  const numbers = within(await stopped()).getAllByTestId("instead-telephone").map((one) => one.textContent);
  expect(numbers).toEqual(["Telephone 020 7946 0733 (work)"]);
});

test("where_there_is_no_other_number_that_is_said", async () => {
  await openConversation("long", "open", "unsafe_long");
  expect(within(await stopped()).getByTestId("instead-telephone").textContent).toContain("the same telephone: no other number is recorded");
});

test.each([["osei", "deceased", "has died"], ["lindgren", "left", "no longer registered"]] as const)("the_box_is_closed_for_%s", async (key, why, words) => {
  const { user } = await openConversation(key);
  const closed = await screen.findByTestId("composer-closed");
  expect(closed.dataset["why"]).toBe(why);
  expect(closed.textContent).toContain(words);
  expect(screen.queryByTestId("composer-text")).toBeNull();
  await user.click(screen.getByTestId("composer-mode-note"));
  expect(box(), "notes are still possible").toBeTruthy();
});

test("a_no_is_recorded_and_counts_at_once", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("consent-record"));
  await user.click(screen.getByTestId("consent-decision-objected"));
  await user.selectOptions(screen.getByTestId("consent-purpose"), "clinical_advice");
  await user.type(screen.getByTestId("consent-evidence"), "Letters please");
  await user.click(screen.getByTestId("consent-save"));
  await waitFor(() => expect(screen.queryByTestId("consent-dialog")).toBeNull());
  expect(asked("record_consent")).toEqual([{
    patient: patient("nowak"), channel: "sms", purpose: "clinical_advice", decision: "objected", said_on: isoDay(new Date()), said_at: null, source: "phone", message: null, evidence: "Letters please", review_on: null,
  }]);
  expect((await stopped()).dataset["why"]).toBe("objected");
});

test("a_yes_after_a_no_needs_its_words", async () => {
  const { user, asked } = await openConversation("begum");
  await user.click(await screen.findByTestId("stopped-record"));
  const dialog = await screen.findByTestId("consent-dialog");
  expect(screen.getByTestId<HTMLSelectElement>("consent-purpose").value, "about what was being written").toBe("clinical_advice");
  await user.click(screen.getByTestId("consent-decision-agreed"));
  await user.click(screen.getByTestId("consent-save"));
  expect(asked("record_consent")).toHaveLength(0);
  expect(dialog.textContent).toContain("Needed: this is a yes after a no.");
  expect(document.activeElement).toBe(screen.getByTestId("consent-evidence"));
  await user.keyboard("Said yes on the telephone");
  await user.click(screen.getByTestId("consent-save"));
  await waitFor(() => expect(screen.queryByTestId("composer-stopped")).toBeNull());
  expect(sendButton()).toBeTruthy();
});

test("yes_or_no_is_never_guessed", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("consent-record"));
  await user.click(screen.getByTestId("consent-save"));
  expect(asked("record_consent")).toHaveLength(0);
  expect(screen.getByTestId("consent-dialog").textContent).toContain("Please choose yes or no.");
});

test("a_refusal_of_the_dialog_keeps_what_was_typed", async () => {
  const { user, practice } = await openConversation("nowak");
  await user.click(await screen.findByTestId("consent-record"));
  await user.click(screen.getByTestId("consent-decision-agreed"));
  await user.type(screen.getByTestId("consent-evidence"), "At the desk");
  practice.failNext("record_consent", "disk_full");
  await user.click(screen.getByTestId("consent-save"));
  await waitFor(() => expect(screen.getByTestId("consent-problem").textContent).toBe("The disk is full."));
  expect(screen.getByTestId<HTMLTextAreaElement>("consent-evidence").value).toBe("At the desk");
});

test("the_day_is_written_day_first", async () => {
  const { user } = await openConversation("nowak");
  await user.click(await screen.findByTestId("consent-record"));
  const parts = within(screen.getByTestId("consent-day")).getAllByRole("spinbutton").map((part) => part.getAttribute("data-type"));
  expect(parts).toEqual(["day", "month", "year"]);
});

test("a_message_that_looks_like_an_objection_is_recorded_by_a_person", async () => {
  const { user, asked, practice } = await openConversation("mensah");
  const message = practice.find("6000-conversation-mensah").messages.at(-1);
  await user.click(await screen.findByTestId("wish-record"));
  expect(screen.getByTestId("consent-dialog").textContent).toContain("please dont text me any more");
  await user.click(screen.getByTestId("consent-save"));
  await waitFor(() => expect(asked("record_consent")[0]).toMatchObject({ decision: "objected", source: "message", message: message?.id, purpose: null }));
  await screen.findByText("Looked like an objection: answer recorded");
  expect(screen.queryByTestId("wish-record")).toBeNull();
});

test("what_the_app_sent_is_never_taken_for_staff", async () => {
  await openConversation("mensah");
  const automatic = screen.getAllByTestId("message").filter((one) => one.dataset["automatic"]);
  expect(automatic.map((one) => one.getAttribute("aria-label")?.replace(/,.*/u, ""))).toEqual(["Sent automatically: end of texts confirmed", "Sent automatically: return of texts confirmed", "Sent automatically: acknowledgement"]);
  for (const one of automatic) expect(one.textContent).not.toMatch(/Okafor|Shah/u);
  expect(screen.getAllByTestId("wish").map((one) => one.textContent)).toEqual(["Read as STOP: recorded", "Read as START: recorded", "Looks like an objection"]);
});

test("a_route_is_marked_as_not_safe_with_a_reason", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("route-unsafe"));
  await user.click(screen.getByTestId("route-save"));
  expect(asked("mark_route"), "not without a reason").toHaveLength(0);
  await user.type(screen.getByTestId("route-reason"), "Partner reads it");
  await user.click(screen.getByTestId("route-save"));
  await waitFor(() => expect(screen.getAllByTestId("route-banner")).toHaveLength(2));
  expect(asked("mark_route")).toEqual([{ patient: patient("nowak"), channel: "sms", is_unsafe: true, reason: "Partner reads it" }]);
});

test("a_route_is_safe_again_only_with_a_reason", async () => {
  const { user, asked } = await openConversation("hart");
  await user.click(await screen.findByTestId("route-safe"));
  await user.click(screen.getByTestId("route-save"));
  expect(asked("mark_route")).toHaveLength(0);
  await user.type(screen.getByTestId("route-reason"), "Own phone now");
  await user.click(screen.getByTestId("route-save"));
  await waitFor(() => expect(screen.queryByTestId("route-banner")).toBeNull());
  expect(sendButton()).toBeTruthy();
});

test("a_held_text_that_an_objection_stops_says_why", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "On its way");
  await user.click(sendButton());
  await screen.findByTestId("undo");
  await user.click(screen.getByTestId("consent-record"));
  await user.click(screen.getByTestId("consent-decision-objected"));
  await user.click(screen.getByTestId("consent-save"));
  await screen.findByText("Not sent: the patient objected before it left");
});
