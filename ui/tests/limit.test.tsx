import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, idOf, openApp, openConversation, sendButton } from "./desk";

const part = () => screen.findByTestId("limit-part");

test("d_14_a_limit_is_set_in_a_dialog_that_asks_why_what_stays_open_and_when_to_look_again", async () => {
  const { user, asked } = await openConversation("whitlock", "open", "limited");
  await user.click(await screen.findByTestId("limit-set"));
  const dialog = await screen.findByTestId("limit-dialog");
  expect(dialog.textContent).toContain("Everything George writes still arrives, is highlighted and rings");
  for (const way of ["telephone", "desk", "letter"]) await user.click(screen.getByTestId(`limit-open-${way}`));
  await user.click(screen.getByTestId("limit-save"));
  expect(dialog.textContent).toContain("Please say why.");
  expect(dialog.textContent).toContain("Leave at least one way open.");
  expect(asked("limit_messaging")).toEqual([]);
  await user.type(screen.getByTestId("limit-reason"), "Forty texts a day, with threats");
  await user.click(screen.getByTestId("limit-open-desk"));
  await user.click(screen.getByTestId("limit-save"));
  await waitFor(() => expect(screen.queryByTestId("limit-dialog")).toBeNull());
  expect(asked("limit_messaging")[0]).toMatchObject({ reason: "Forty texts a day, with threats", open: ["desk"] });
  expect((await screen.findByTestId("limit-banner")).textContent).toContain("Texts limited since");
  expect((await screen.findByTestId("limit-standing")).textContent).toContain("Set by Dr R. Shah");
});

test("d_14_a_review_date_that_is_past_or_too_far_is_named_at_its_field", async () => {
  const { user, asked } = await openConversation("whitlock", "open", "limited");
  await user.click(await screen.findByTestId("limit-set"));
  await user.type(screen.getByTestId("limit-reason"), "Threats");
  const year = within(screen.getByTestId("limit-review")).getAllByRole("spinbutton").at(-1) as HTMLElement;
  for (const [typed, said] of [["2020", "The day must lie after today."], ["2090", "At most a year ahead."]] as const) {
    await user.click(year);
    await user.keyboard(typed);
    await user.click(screen.getByTestId("limit-save"));
    expect(screen.getByTestId("limit-dialog").textContent).toContain(said);
  }
  expect(asked("limit_messaging")).toEqual([]);
});

test("d_14_the_thread_says_it_to_everybody_and_why_when_asked", async () => {
  const { user } = await openConversation("nowak", "open", "limited_nurse");
  const banner = await screen.findByTestId("limit-banner");
  expect(banner.textContent).toMatch(/Texts limited since .+\. Review on .+\./u);
  expect(screen.queryByTestId("limit-why")).toBeNull();
  within(banner).getByTestId("limit-show-why").focus();
  await user.keyboard("{Enter}");
  expect(screen.getByTestId("limit-why").textContent).toContain("Threats to reception by text");
  expect(screen.getByTestId("limit-why").textContent).toContain("Open: telephone, letter.");
  expect(screen.queryByTestId("limit-lift"), "a nurse does not lift it").toBeNull();
  expect(screen.queryByTestId("limit-set")).toBeNull();
  expect(screen.getByText("Sent automatically: texts are not answered at present")).toBeTruthy();
  expect(screen.getAllByTestId("row-limited").map((one) => one.textContent), "and one row of the list").toEqual(["Limited"]);
});

test("d_14_care_is_sent_without_another_question_and_a_survey_is_not_sent", async () => {
  const { user, asked } = await openConversation("nowak", "open", "limited_nurse");
  await screen.findByTestId("limit-banner");
  await user.selectOptions(screen.getByTestId("purpose"), "survey");
  const stopped = await screen.findByTestId("composer-stopped");
  expect(stopped.dataset["why"]).toBe("limited");
  expect(stopped.textContent).toContain("only their care goes out, not surveys");
  expect(screen.queryByTestId("despite-open"), "no reason lifts it").toBeNull();
  await user.selectOptions(screen.getByTestId("purpose"), "administration");
  await user.type(box(), "Please come on Monday at ten.");
  await user.click(sendButton());
  await waitFor(() => expect(asked("send")).toHaveLength(1));
});

test("d_14_lifting_asks_why_and_the_limit_stays_in_the_history", async () => {
  const { user, asked } = await openConversation("nowak", "open", "limited");
  await user.click(within(await screen.findByTestId("limit-banner")).getByTestId("limit-lift"));
  await user.click(screen.getByTestId("lift-save"));
  expect(screen.getByTestId("lift-dialog").textContent).toContain("Please say why.");
  expect(asked("lift_limit")).toEqual([]);
  await user.type(screen.getByTestId("lift-reason"), "We met and agreed");
  await user.click(screen.getByTestId("lift-save"));
  await waitFor(() => expect(screen.queryByTestId("limit-banner")).toBeNull());
  await screen.findByText("The limit is lifted");
  await user.click(within(await part()).getByTestId("limit-past"));
  const past = screen.getAllByTestId("limit-past-one").map((one) => one.textContent);
  expect(past).toHaveLength(2);
  expect(past[0]).toContain("We met and agreed");
  expect(past[1]).toContain("Lifted by P. Quist");
});

test("d_14_its_review_stands_in_the_list_and_is_one_press_for_those_who_may", async () => {
  const open = async (scene: string) => {
    const app = openApp(scene);
    await app.user.click(await screen.findByTestId("reviews-open"));
    const row = (await screen.findAllByTestId("review-row")).find((one) => one.dataset["wish"] === "limit") as HTMLElement;
    await app.user.click(row);
    return { ...app, row };
  };
  const { user, asked, row } = await open("limited");
  expect(row.textContent).toContain("Nowak, PiotrTexts limited");
  expect(screen.getByTestId("review-asked").textContent).toContain("Threats to reception by text");
  await user.click(screen.getByTestId("review-unchanged"));
  await waitFor(() => expect(asked("review_wish")[0]).toMatchObject({ name: { wish: "limit" } }));
  await waitFor(() => expect(screen.getAllByTestId("review-row").some((one) => one.dataset["wish"] === "limit")).toBe(false));
});

test("d_14_who_may_review_wishes_but_not_limits_sees_it_without_the_button", async () => {
  const { user } = openApp("limited_nurse");
  await user.click(await screen.findByTestId("reviews-open"));
  const row = (await screen.findAllByTestId("review-row")).find((one) => one.dataset["wish"] === "limit") as HTMLElement;
  await user.click(row);
  expect(screen.getByTestId("review-asked").textContent).toContain("Texts limited");
  expect(screen.queryByTestId("review-unchanged")).toBeNull();
});

test("d_14_the_policy_holds_the_text_and_says_what_it_must_hold", async () => {
  const { user } = openApp("manager");
  await user.click(await screen.findByTestId("policy-open"));
  expect((await screen.findByTestId("policy-section-texts")).textContent).toContain("texts from you are not answered at present. To reach us, telephone us");
  await user.click(screen.getByTestId("policy-edit"));
  expect(screen.getByText("Must also hold {{ways}}: how else to reach us, as the limit says.")).toBeTruthy();
});

test("d_14_a_new_message_of_a_limited_patient_shows_as_ever", async () => {
  const { practice } = await openConversation("nowak", "open", "limited");
  practice.receive(idOf("nowak"), "Answer me!");
  await screen.findByText("Answer me!", { selector: '[data-testid="message"] *' });
});
