import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, openApp, openConversation } from "./desk";

const rows = async () => (await screen.findAllByTestId("template-row")).map((row) => row.dataset["template"]);

test("h_02_the_list_says_whose_a_wording_is_and_mine_are_a_filter", async () => {
  const { user } = openApp("desk");
  await user.click(await screen.findByTestId("templates-open"));
  await user.selectOptions(await screen.findByTestId("templates-filter"), "mine");
  expect(await rows()).toEqual(["see-you-then"]);
  expect(screen.getByTestId("template-scope").textContent).toBe("Only you");
  expect(screen.queryByTestId("template-approve"), "nobody approves it").toBeNull();
  expect(screen.queryByTestId("template-waits")).toBeNull();
  expect(screen.getByTestId("template").textContent, "and it does not say that somebody did").not.toContain("Approved");
});

test("h_02_a_colleague_sees_neither_my_wording_nor_is_offered_another_teams", async () => {
  const { user } = openApp("gp");
  await user.click(await screen.findByTestId("templates-open"));
  const seen = await rows();
  expect(seen).not.toContain("see-you-then");
  expect(seen).toContain("dressing-booked");
});

test("h_02_the_list_at_the_slash_says_whose_it_is", async () => {
  const { user } = await openConversation("nowak");
  await user.type(box(), "/se");
  await waitFor(() => expect(screen.getAllByTestId("insert-scope").map((one) => one.textContent)).toEqual(["Yours", "Team"]));
});

test("h_02_reception_keeps_wordings_of_their_own_for_practical_matters_and_advice_only", async () => {
  const { user, asked } = openApp("reception");
  await user.click(await screen.findByTestId("templates-open"));
  await user.click(await screen.findByTestId("templates-write"));
  const choices = (id: string) => [...screen.getByTestId<HTMLSelectElement>(id).options].map(({ value }) => value);
  expect(choices("template-scope-choice")).toEqual(["personal"]);
  expect(choices("template-class"), "what a second person must have read is not offered").toEqual(["admin", "clinical_advice"]);
  expect(screen.queryByTestId("template-first")).toBeNull();
  await user.type(screen.getByTestId("template-name"), "Parking");
  await waitFor(() => expect(screen.getByTestId("template-save").hasAttribute("disabled")).toBe(false));
  await user.click(screen.getByTestId("template-save"));
  await waitFor(() => expect(asked("save_template")[0]?.document).toMatchObject({ name: "Parking", scope: { scope: "personal" } }));
  await waitFor(async () => expect(await rows()).toContain((screen.getByTestId("template")).dataset["template"]));
});

test("h_02_the_practice_locks_wordings_of_ones_own", async () => {
  const { user, asked } = openApp("settings_live");
  await user.click(await screen.findByTestId("settings-open"));
  await user.click(await screen.findByTestId("practice-own"));
  await user.click(screen.getByTestId("practice-save"));
  await waitFor(() => expect(asked("save_practice")[0]).toMatchObject({ no_personal: true }));
});
