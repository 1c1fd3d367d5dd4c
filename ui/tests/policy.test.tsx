import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, choose, openApp, openConversation } from "./desk";

async function openPolicy(scene = "manager") {
  const app = openApp(scene);
  await app.user.click(await screen.findByTestId("policy-open"));
  await screen.findByTestId("policy-section-scope");
  return app;
}

test("test_mode_is_said_until_a_policy_is_adopted", async () => {
  const { user } = openApp("no_policy");
  const notice = await screen.findByTestId("policy-notice");
  expect(notice.textContent).toContain("Test mode: only test numbers can be reached until a policy is adopted.");
  await user.click(screen.getByTestId("policy-notice-open"));
  expect((await screen.findByTestId("policy")).textContent).toContain("No policy is adopted yet");
});

test("no_notice_where_everything_is_accepted", async () => {
  await openConversation("nowak");
  expect(screen.queryByTestId("policy-notice")).toBeNull();
});

test("the_policy_reads_as_a_document", async () => {
  await openPolicy();
  const policy = screen.getByTestId("policy");
  for (const words of ["Version 2, adopted by Dr R. Shah", "Wednesday08:00 to 13:00, 14:00 to 18:30", "Emergencies and anything that cannot wait", "15 working minutes", "No reminder or bulk text leaves from 20:00 to 08:00, every day. Answers to patients go at once.", "Patients are texted about their care until they object"]) expect(policy.textContent).toContain(words);
  expect(screen.getAllByTestId("policy-preview")[0]?.textContent).toMatch(/^Riverside Surgery: we have your message and aim to answer by .*ring 999\.$/u);
});

test("everybody_is_asked_to_accept_and_the_list_follows", async () => {
  const { user, asked } = await openPolicy("unaccepted");
  expect(screen.getAllByTestId("policy-not-yet")).toHaveLength(3);
  await user.click(screen.getByTestId("policy-accept"));
  await waitFor(() => expect(screen.queryByTestId("policy-accept")).toBeNull());
  expect(asked("accept_policy")).toEqual([{ version: 2 }]);
  expect(screen.getAllByTestId("policy-not-yet")).toHaveLength(2);
  await user.click(screen.getByTestId("policy-back"));
  await waitFor(() => expect(screen.queryByTestId("policy-notice")).toBeNull());
});

test("a_version_that_was_replaced_is_not_accepted_unread", async () => {
  const { user, practice } = await openPolicy("unaccepted");
  practice.failNext("accept_policy", "stale_view");
  await user.click(screen.getByTestId("policy-accept"));
  await screen.findByText(/A newer version was adopted/u);
});

test("whoever_may_not_adopt_does_not_edit", async () => {
  await openPolicy("desk");
  expect(screen.queryByTestId("policy-edit")).toBeNull();
});

test("the_end_of_the_bank_holidays_is_said", async () => {
  await openPolicy("holidays");
  expect(screen.getByTestId("policy-holidays").textContent).toContain("28 December 2027");
});

test("a_change_is_summed_up_and_adopted", async () => {
  const { user, asked, practice } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled, "nothing is changed yet").toBe(true);
  await user.click(within(screen.getByTestId("policy-saturday")).getByTestId("policy-saturday-spans-add"));
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled).toBe(false));
  expect(screen.getByTestId("policy-adopt").textContent).toBe("Adopt version 3");
  await user.click(screen.getByTestId("policy-adopt"));
  await screen.findByTestId("policy-adopt-dialog");
  expect(screen.getAllByTestId("policy-change").map((one) => one.textContent)).toEqual(["was Closedbecomes 08:00 to 18:30"]);
  await user.click(screen.getByTestId("policy-adopt-confirm"));
  await waitFor(() => expect(practice.policy?.version).toBe(3));
  expect(asked("adopt_policy")[0]?.policy.hours.week["saturday"]).toEqual([{ opens: "08:00", closes: "18:30" }]);
  await waitFor(() => expect(screen.getByTestId("policy").dataset["editing"]).toBe("false"));
  expect(await screen.findByTestId("policy-accept"), "a new version is accepted anew, also by whoever adopted it").toBeTruthy();
});

test("a_policy_that_cannot_act_says_why_beside_the_button", async () => {
  const { user } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  await user.clear(screen.getByTestId("policy-cover"));
  await waitFor(() => expect(screen.getByTestId("policy-problem").textContent).toBe("Say who sees to messages when somebody is away."));
  expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled).toBe(true);
});

test("a_preview_follows_what_is_typed", async () => {
  const { user } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  fireEvent.change(screen.getByTestId("policy-text-help"), { target: { value: "Ring {{practice}}. {{urgent}}" } }); // at once: each key draws the whole policy
  await waitFor(() => expect(screen.getAllByTestId("policy-preview").at(-1)?.textContent).toMatch(/Ring Riverside Surgery\. If it cannot wait/u));
});

test("a_refusal_by_the_app_is_shown_beside_the_button_and_nothing_typed_is_lost", async () => {
  const { user, practice } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  await user.type(screen.getByTestId("policy-cover"), " Always.");
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled).toBe(false));
  await user.click(screen.getByTestId("policy-adopt"));
  practice.failNext("adopt_policy", "policy_refused");
  await user.click(await screen.findByTestId("policy-adopt-confirm"));
  await waitFor(() => expect(screen.getByTestId("policy-problem").textContent).toBe("The practice says: policy refused."));
  expect(screen.getByTestId<HTMLTextAreaElement>("policy-cover").value).toMatch(/Always\.$/u);
});

test("a_look_at_a_message_does_not_lose_what_was_changed", async () => {
  const { user } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  await user.type(screen.getByTestId("policy-cover"), " Always.");
  await user.click(screen.getByTestId("queue-open"));
  await choose(user, "nowak");
  expect(box()).toBeTruthy();
  await user.click(screen.getByTestId("policy-open"));
  expect((await screen.findByTestId<HTMLTextAreaElement>("policy-cover")).value).toMatch(/Always\.$/u);
});

test("discarding_changes_is_asked_about", async () => {
  const { user } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  await user.type(screen.getByTestId("policy-cover"), " Always.");
  await user.click(screen.getByTestId("policy-discard"));
  await user.click(await screen.findByTestId("policy-discard-confirm"));
  await waitFor(() => expect(screen.getByTestId("policy").dataset["editing"]).toBe("false"));
  expect(screen.getByTestId("policy").textContent).not.toContain("Always.");
});

test("a_time_is_changed_with_the_keys", async () => {
  const { user, practice } = await openPolicy();
  await user.click(screen.getByTestId("policy-edit"));
  const closes = within(within(screen.getByTestId("policy-monday")).getByTestId("span-closes")).getAllByRole("spinbutton")[0] as HTMLElement;
  await user.click(closes);
  await user.keyboard("{ArrowUp}");
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled).toBe(false));
  await user.click(screen.getByTestId("policy-adopt"));
  await user.click(await screen.findByTestId("policy-adopt-confirm"));
  await waitFor(() => expect(practice.policy?.policy.hours.week["monday"]).toEqual([{ opens: "08:00", closes: "19:30" }]));
});

test("c_11_what_to_do_if_it_is_urgent_is_written_in_the_languages_patients_read", async () => {
  const { user, asked } = await openPolicy();
  expect(screen.getByTestId("policy-urgent-languages").textContent).toMatch(/^Also in 3 languages.*Welsh.*Polish.*Urdu/u);
  await user.click(screen.getByTestId("policy-edit"));
  await user.click(within(screen.getByTestId("policy-urgent-edit")).getByText("Also in 3 languages"));
  await user.selectOptions(screen.getByTestId("policy-urgent-language"), "pl");
  expect(screen.getByTestId<HTMLTextAreaElement>("policy-urgent-in").value).toContain("W nagłym wypadku");
  expect(screen.getByTestId("policy-urgent-in").getAttribute("lang"), "read out as Polish").toBe("pl");
  fireEvent.change(screen.getByTestId("policy-urgent-in"), { target: { value: "Dzwoń do nas." } });
  await waitFor(() => expect(screen.getByTestId("policy-problem").textContent).toBe("Automatic texts: what to do if it is urgent, in the language pl: name the emergency number 999."));
  await user.click(screen.getByTestId("policy-urgent-remove-language"));
  await user.selectOptions(screen.getByTestId("policy-urgent-add-language"), "ro");
  fireEvent.change(screen.getByTestId("policy-urgent-in"), { target: { value: "Sunați la 999." } });
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("policy-adopt").disabled).toBe(false));
  await user.click(screen.getByTestId("policy-adopt"));
  await screen.findByTestId("policy-adopt-dialog");
  expect(screen.getAllByTestId("policy-change").map((one) => one.textContent).join()).toContain("Romanian: Sunați la 999.");
  await user.click(screen.getByTestId("policy-adopt-confirm"));
  await waitFor(() => expect(asked("adopt_policy")[0]?.policy.texts.urgent_in.map(({ language }) => language)).toEqual(["cy", "ur", "ro"]));
});

test("c6_1_the_practice_adds_its_own_words_switches_a_rule_off_and_tries_both", async () => {
  const { user, asked } = await openPolicy();
  expect(screen.getByTestId("policy-highlights").textContent).toMatch(/^4 rules.*not yet looked at.*Chest pain.*chest \+ pain/u);
  await user.click(screen.getByTestId("policy-edit"));
  await user.click(within(screen.getByTestId("policy-highlights-edit")).getByText("4 rules come with Anteroom"));
  await user.click(screen.getByRole("checkbox", { name: "Chest pain is highlighted" }));
  await user.click(screen.getByTestId("policy-highlights-own-add"));
  await waitFor(() => expect(screen.getByTestId("policy-problem").textContent).toContain("a rule has no name"));
  fireEvent.change(screen.getByTestId("policy-highlight-name"), { target: { value: "Insulin" } });
  fireEvent.change(screen.getByTestId("policy-highlight-signs"), { target: { value: "run out + insulin/pens\nno insulin" } });
  fireEvent.change(screen.getByTestId("policy-highlights-try"), { target: { value: "chest pain, and run out of insulin" } });
  const tried = await screen.findByTestId("policy-highlights-tried");
  await waitFor(() => expect(within(tried).getAllByTestId("highlight").map((mark) => mark.textContent)).toEqual(["run out of insulin"]));
  expect(within(tried).getByTestId("highlights").textContent).toBe("Highlighted words: Insulin");
  await user.click(screen.getByTestId("policy-adopt"));
  await screen.findByTestId("policy-adopt-dialog");
  expect(screen.getAllByTestId("policy-change").map((one) => one.textContent).join()).toMatch(/Chest pain.*Insulin: run out \+ insulin\/pens · no insulin/u);
  await user.click(screen.getByTestId("policy-adopt-confirm"));
  await waitFor(() => expect(asked("adopt_policy")[0]?.policy.highlights).toEqual({ off: ["Chest pain"], own: [{ name: "Insulin", signs: ["run out + insulin/pens", "no insulin"], may_be_denied: true }] }));
});
