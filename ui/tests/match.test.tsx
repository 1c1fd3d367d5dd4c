import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { openConversation } from "./desk";

test("nothing_can_be_sent_before_the_patient_is_known", async () => {
  await openConversation("hughes", "unmatched");
  expect(screen.queryByTestId("composer-text")).toBeNull();
  expect(screen.getByTestId("match-step")).toBeTruthy();
});

test("no_candidate_is_preselected", async () => {
  await openConversation("hughes", "unmatched");
  const candidates = screen.getAllByTestId("match-candidate");
  expect(candidates).toHaveLength(2);
  for (const candidate of candidates) expect(within(candidate).getByRole<HTMLInputElement>("radio").checked).toBe(false);
  expect(screen.getByTestId<HTMLButtonElement>("match-confirm").disabled).toBe(true);
});

test("the_confirmation_repeats_name_and_date_of_birth", async () => {
  const { user, asked } = await openConversation("hughes", "unmatched");
  await user.click(screen.getByText("HUGHES, Leo"));
  const confirm = screen.getByTestId("match-confirm");
  expect(confirm.textContent).toBe("Match to LEO HUGHES, born 14 Feb 2011");
  await user.click(confirm);
  await screen.findByTestId("composer-text");
  expect(asked("match_conversation")).toMatchObject([{ patient: "3000-patient-hughes-l", add_number: false, revision: 1 }]);
});

test("a_patient_from_the_search_can_be_given_the_number", async () => {
  const { user, asked } = await openConversation("unknown", "unmatched");
  expect(screen.queryByTestId("match-candidate")).toBeNull();
  await user.type(screen.getByTestId("match-search"), "macleod");
  await user.click(await screen.findByTestId("match-candidate"));
  expect(screen.getByTestId<HTMLInputElement>("match-add-number").checked, "adding is asked for, not assumed").toBe(false);
  await user.click(screen.getByTestId("match-add-number"));
  await user.click(screen.getByTestId("match-confirm"));
  await waitFor(() => expect(asked("match_conversation")).toMatchObject([{ patient: "3000-patient-macleod", add_number: true }]));
});

test("a_patient_who_left_the_results_cannot_be_confirmed", async () => {
  const { user } = await openConversation("unknown", "unmatched");
  await user.type(screen.getByTestId("match-search"), "macleod");
  await user.click(await screen.findByTestId("match-candidate"));
  await user.clear(screen.getByTestId("match-search"));
  await user.type(screen.getByTestId("match-search"), "nowak");
  await waitFor(() => expect(screen.getByTestId("match-candidate").textContent).toContain("NOWAK"));
  expect(screen.getByTestId<HTMLButtonElement>("match-confirm").disabled).toBe(true);
});
