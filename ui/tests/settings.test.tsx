import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openApp } from "./desk";

async function openSettings(scene: string, part: "practice" | "staff" | "provider" = "practice") {
  const app = openApp(scene);
  await app.user.click(await screen.findByTestId("settings-open"));
  await app.user.click(await screen.findByTestId(`settings-${part}`));
  return app;
}

const personCalled = async (name: string) => {
  await screen.findByTestId("staff-list");
  const found = screen.getAllByTestId("staff-person").find((row) => row.textContent?.includes(name));
  if (!found) throw new Error(`${name} is not listed`);
  return found;
};

test("c2_1_a_newcomer_sees_what_is_still_to_do_and_gets_there", async () => {
  const { user } = await openSettings("new_practice");
  await waitFor(() => expect(screen.getByTestId("ready-connected").dataset["done"]).toBe("false"));
  expect(screen.getByTestId("ready-manager").dataset["done"]).toBe("true");
  for (const step of ["named", "written", "policy"]) expect(screen.getByTestId(`ready-${step}`).dataset["done"]).toBe("false");
  await user.click(within(screen.getByTestId("ready-connected")).getByRole("button"));
  await screen.findByTestId("provider-none");
});

test("e_13_the_practice_is_described_and_a_wrong_number_is_said", async () => {
  const { user, asked } = await openSettings("new_practice");
  await user.type(await screen.findByTestId("practice-number"), "seven");
  await user.click(screen.getByTestId("practice-save"));
  expect((await screen.findByTestId("practice-problem")).textContent).toMatch(/^A telephone number cannot be read: write it as 07700 900123/u);
  await user.clear(screen.getByTestId("practice-number"));
  await user.type(screen.getByTestId("practice-number"), "07700 900100");
  await user.click(screen.getByTestId("practice-test-add"));
  await user.type(screen.getByTestId("practice-test"), "07700 900199");
  await user.click(screen.getByTestId("practice-save"));
  await screen.findByText("Saved");
  expect(asked("save_practice").at(-1)).toEqual({ name: "Riverside Surgery", number: "07700 900100", test_numbers: ["07700 900199"], phone: "", no_personal: false });
});

test("c2_3_a_colleague_is_added", async () => {
  const { user, asked } = await openSettings("settings_live", "staff");
  await user.click(screen.getByTestId("staff-add"));
  await user.click(await screen.findByTestId("staff-save"));
  expect(screen.getByText("Please write a name.")).toBeTruthy();
  await user.type(screen.getByTestId("staff-name"), "S. Novak");
  await user.selectOptions(screen.getByTestId("staff-role"), "reception");
  await user.click(screen.getByTestId("staff-save"));
  await personCalled("S. Novak");
  expect(asked("save_staff")).toEqual([{ staff: null, name: "S. Novak", role: "reception", away_until: null, hours: null, cover: null }]);
});

test("c2_3_a_nurse_alone_is_told_who_is_missing_and_may_add_them", async () => {
  const { user } = await openSettings("nurse_alone", "staff");
  expect(screen.getByTestId("staff-no-manager").textContent).toContain("You may add colleagues because nobody here is a GP or practice manager yet.");
  await user.click(screen.getByTestId("staff-add"));
  await user.type(await screen.findByTestId("staff-name"), "Dr R. Shah");
  await user.click(screen.getByTestId("staff-save"));
  const doctor = await personCalled("Dr R. Shah");
  await waitFor(() => expect(screen.queryByTestId("staff-add")).toBeNull());
  await user.click(within(doctor).getByTestId("staff-sit"));
  await screen.findByTestId("staff-add");
});

test("c2_7_whoever_leaves_hands_over_in_one_act", async () => {
  const { user, asked } = await openSettings("settings_live", "staff");
  const okafor = await personCalled("A. Okafor");
  await user.click(within(okafor).getByTestId("staff-edit"));
  await user.click(await screen.findByTestId("staff-leave"));
  const to = await screen.findByTestId("leave-to");
  expect(within(to).queryByText(/Lindqvist/u)).toBeNull(); // away: would not see it
  await user.selectOptions(to, "5001-staff-shah");
  await user.click(screen.getByTestId("leave-confirm"));
  await waitFor(() => expect(screen.getByTestId("staff-gone").textContent).toContain("A. Okafor"));
  expect(asked("staff_left")).toEqual([{ staff: "5000-staff-okafor", to: "5001-staff-shah" }]);
});

test("c2_3_the_last_who_may_is_kept_and_why_is_said", async () => {
  const { user, practice } = await openSettings("settings_live", "staff");
  await user.click(within(await personCalled("P. Quist")).getByTestId("staff-edit"));
  practice.failNext("save_staff", "not_allowed");
  await user.click(await screen.findByTestId("staff-save"));
  expect((await screen.findByTestId("staff-problem")).textContent).toBe("Your role does not allow this.");
});

test("c5_1_what_ran_out_is_said_above_everything", async () => {
  const { user } = openApp("provider_expired");
  const notice = await screen.findByTestId("provider-notice");
  expect(notice.textContent).toMatch(/^Nothing is sent: the provider's "Data processing contract" ran out on /u);
  await user.click(screen.getByTestId("provider-notice-open"));
  await waitFor(() => expect(screen.getByTestId("provider-standing").dataset["state"]).toBe("expired"));
});

test("e_16_what_runs_out_soon_is_told", async () => {
  openApp("provider_soon");
  expect((await screen.findByTestId("provider-notice")).dataset["state"]).toBe("runs_out");
});

test("c5_1_papers_are_recorded_and_gaps_stay_marked", async () => {
  const { user, asked } = await openSettings("new_practice", "provider");
  await user.click(await screen.findByTestId("papers-edit"));
  await user.type(screen.getByTestId("papers-name"), "Twilio");
  await user.type(screen.getByTestId("papers-data_location-words"), "Ireland");
  await user.click(screen.getByTestId("papers-save"));
  await waitFor(() => expect(screen.getAllByTestId("paper").find((one) => one.dataset["fact"] === "data_location")?.dataset["known"]).toBe("true"));
  expect(screen.getAllByTestId("paper").filter((one) => one.dataset["known"] === "false")).toHaveLength(6);
  expect(screen.getByTestId("provider-standing").textContent).toContain("Still missing: Data processing contract");
  expect(asked("record_provider")[0]?.facts.find(({ fact }) => fact === "data_location")?.words).toBe("Ireland");
});

test("c5_5_a_wrong_secret_changes_nothing_and_a_good_one_is_not_shown_again", async () => {
  const { user } = await openSettings("new_practice", "provider");
  await user.click(await screen.findByTestId("provider-connect"));
  await user.type(screen.getByTestId("connect-account"), `AC${"0".repeat(32)}`);
  await user.type(screen.getByTestId("connect-number"), "07700 900100");
  await user.type(screen.getByTestId("connect-secret"), "wrong");
  await user.click(screen.getByTestId("connect-submit"));
  expect((await screen.findByTestId("connect-problem")).textContent).toContain("does not take this account");
  await user.clear(screen.getByTestId("connect-secret"));
  await user.type(screen.getByTestId("connect-secret"), "good-secret");
  await user.click(screen.getByTestId("connect-submit"));
  await waitFor(() => expect(screen.getByTestId("provider-account").textContent).toContain("AC000"));
  expect(screen.getByTestId("provider-place").textContent).toBe("United States (US1)");
  expect(document.body.textContent).not.toContain("good-secret");
});

test("c5_1_where_the_account_is_is_chosen_and_a_stand_in_is_never_taken_for_the_provider", async () => {
  const { user, asked } = await openSettings("new_practice", "provider");
  await user.click(await screen.findByTestId("provider-connect"));
  await user.type(screen.getByTestId("connect-account"), `AC${"0".repeat(32)}`);
  await user.type(screen.getByTestId("connect-number"), "07700 900100");
  await user.type(screen.getByTestId("connect-secret"), "good-secret");
  await user.selectOptions(screen.getByTestId("connect-place"), "this_computer");
  await user.clear(screen.getByTestId("connect-address"));
  await user.type(screen.getByTestId("connect-address"), "texts.example");
  await user.click(screen.getByTestId("connect-submit"));
  expect((await screen.findByTestId("connect-problem")).textContent).toContain("no address on this computer");
  await user.clear(screen.getByTestId("connect-address"));
  await user.type(screen.getByTestId("connect-address"), "127.0.0.1:4010");
  await user.click(screen.getByTestId("connect-submit"));
  expect((await screen.findByTestId("provider-stand-in")).textContent).toContain("patients get none of them");
  await user.click(screen.getByTestId("provider-connect"));
  await user.selectOptions(screen.getByTestId("connect-place"), "ireland");
  await user.type(screen.getByTestId("connect-secret"), "good-secret");
  await user.click(screen.getByTestId("connect-submit"));
  await waitFor(() => expect(screen.getByTestId("provider-place").textContent).toBe("Ireland (IE1)"));
  expect(screen.queryByTestId("provider-stand-in")).toBeNull();
  expect(asked("connect_provider").map(({ region }) => region.place)).toEqual(["this_computer", "this_computer", "ireland"]);
});

test("c5_1_a_training_practice_needs_no_papers_and_the_connection_can_be_tried", async () => {
  const { user } = await openSettings("desk", "provider");
  await screen.findByTestId("provider-sandbox");
  expect(screen.queryByTestId("papers")).toBeNull();
  await user.click(screen.getByTestId("provider-test"));
  await waitFor(() => expect(screen.getByTestId("provider-answer").textContent).toContain("It answers and takes the account"));
});

test("c2_3_whoever_may_not_reads_only", async () => {
  await openSettings("provider_reader", "staff");
  await screen.findByTestId("staff-list");
  expect(screen.queryByTestId("staff-add")).toBeNull();
  expect(screen.queryByTestId("staff-edit")).toBeNull();
});

test("c2_7_working_hours_and_a_cover_are_written_down", async () => {
  const { user, asked } = await openSettings("settings_live", "staff");
  await user.click(within(await personCalled("Dr R. Shah")).getByTestId("staff-edit"));
  await user.click(await screen.findByTestId("staff-hours"));
  for (const day of ["monday", "wednesday", "thursday", "friday"]) await user.click(within(screen.getByTestId(`staff-${day}`)).getByTestId("staff-span-remove"));
  await user.click(within(screen.getByTestId("staff-tuesday")).getByTestId("staff-span-remove"));
  await user.click(screen.getByTestId("staff-save"));
  await screen.findByText("Please add hours on at least one day.");
  await user.click(within(screen.getByTestId("staff-thursday")).getByTestId("staff-span-add"));
  await user.selectOptions(screen.getByTestId("staff-cover"), "A. Okafor, Practice nurse");
  await user.click(screen.getByTestId("staff-save"));
  await waitFor(() => expect(asked("save_staff").at(-1)).toMatchObject({ hours: { monday: [], thursday: [{ opens: "08:00", closes: "18:30" }] }, cover: "5000-staff-okafor" }));
});
