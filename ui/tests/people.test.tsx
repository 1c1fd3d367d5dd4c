import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { box, openConversation, rowOf, sendButton } from "./desk";

const stopped = () => screen.findByTestId("composer-stopped");

test("d_07_the_recipient_line_names_the_proxy_and_the_patient", async () => {
  const { user, asked } = await openConversation("helen", "open", "people");
  const strip = screen.getByTestId("identity-strip").textContent;
  expect(strip).toMatch(/^To Helen Whitlock \(daughter\), about WHITLOCK, George/u);
  expect(screen.getByTestId("header-with").textContent).toBe("With Helen Whitlock (daughter)");
  expect(within(rowOf("helen")).getByTestId("row-with").textContent).toBe("with Helen, daughter");
  expect(screen.getAllByTestId("message-from").map((one) => one.textContent), "her words are hers").toEqual(["from Helen Whitlock (daughter)"]);
  expect(sendButton().textContent).toContain("Send to Helen");
  await user.type(box(), "Yes, please ring us first.");
  await user.click(sendButton());
  expect(asked("send")[0]).toMatchObject({ to: "+447700900188" });
});

test("c1_14_a_result_outside_the_scope_is_stopped_and_no_reason_lifts_it", async () => {
  const { user } = await openConversation("helen", "open", "people");
  await user.selectOptions(screen.getByTestId("purpose"), "results");
  expect((await stopped()).dataset["why"]).toBe("proxy_scope");
  expect((await stopped()).textContent).toContain("Helen Whitlock (daughter) may not be written to about results of George.");
  expect(screen.queryByTestId("despite-open")).toBeNull();
  expect(screen.queryByTestId("instead-telephone-person"), "nobody is sent to tell her by telephone").toBeNull();
});

test("c1_14_a_person_is_added_with_a_scope_and_its_evidence", async () => {
  const { user, asked } = await openConversation("nowak");
  await user.click(await screen.findByTestId("person-add"));
  await user.click(screen.getByTestId("person-save"));
  expect(screen.getAllByRole("alert").map((one) => one.textContent), "nothing is guessed").toEqual(["Please write the name.", "Please write the telephone number.", "Please say who agreed, or where it is written."]);
  expect(asked("record_proxy")).toEqual([]);
  await user.type(screen.getByTestId("person-name"), "Maria Nowak");
  await user.type(screen.getByTestId("person-number"), "07700 900191");
  await user.selectOptions(screen.getByTestId("person-relationship"), "partner");
  await user.click(screen.getByTestId("person-scope-administration"));
  await user.type(screen.getByTestId("person-evidence"), "He said so today");
  await user.click(screen.getByTestId("person-save"));
  await waitFor(() => expect(screen.queryByTestId("person-dialog")).toBeNull());
  expect(asked("record_proxy")[0]).toMatchObject({ proxy: null, scope: ["administration"], ground: "patient_agreed", source: "in_person", number: "07700 900191" });
  const person = await screen.findByTestId("person");
  expect(person.textContent).toContain("Maria Nowak");
  await user.click(within(person).getByTestId("person-write"));
  await waitFor(() => expect(screen.getByTestId("identity-strip").textContent).toMatch(/^To Maria Nowak \(partner\), about NOWAK/u));
});

test("c1_14_an_end_needs_a_reason_and_stays_in_the_list", async () => {
  const { user, asked } = await openConversation("helen", "open", "people");
  const helen = (await screen.findAllByTestId("person"))[0] as HTMLElement;
  await user.click(within(helen).getByTestId("person-end"));
  await user.click(screen.getByTestId("person-end-save"));
  expect(asked("end_proxy")).toEqual([]);
  await user.type(screen.getByTestId("person-end-reason"), "He asked us to");
  await user.click(screen.getByTestId("person-end-save"));
  expect((await stopped()).dataset["why"]).toBe("proxy_ended");
  await user.click(screen.getByTestId("people-past"));
  expect(screen.getAllByTestId("person").map((one) => one.dataset["standing"])).toEqual(["ended", "ended"]);
  expect(screen.getByTestId("people").textContent).toContain("He asked us to");
});

test("c1_13_a_parents_telephone_that_nobody_reviewed_is_asked_about_once", async () => {
  const { practice, user, asked } = await openConversation("helen", "open", "people");
  practice.failNext("send", "review_due", 11);
  await user.type(box(), "See you on Monday.");
  await user.click(sendButton());
  expect((await screen.findByTestId("shared-question")).textContent).toContain("GEORGE WHITLOCK is 11 or over, and since then nobody has reviewed that Helen is written to.");
  await user.click(screen.getByTestId("shared-send"));
  await screen.findByTestId("undo");
  expect(asked("send").map((one) => [one.shared_number_seen, one.review_seen])).toEqual([[false, false], [false, true]]);
});

test("c1_11_an_old_number_is_asked_about_beside_the_box_and_confirming_ends_it", async () => {
  const { user, asked } = await openConversation("macleod");
  const prompt = await screen.findByTestId("number-prompt");
  expect(prompt.textContent).toContain("07700 900 071 was last confirmed on");
  await user.type(box(), "Come at ten, please.");
  expect(box().textContent, "it keeps nobody from writing").toContain("Come at ten");
  await user.click(within(prompt).getByTestId("number-confirm"));
  await user.click(await screen.findByTestId("number-phone"));
  await waitFor(() => expect(screen.queryByTestId("number-prompt")).toBeNull());
  expect(asked("confirm_number")).toMatchObject([{ number: "+447700900071", on: null, source: "phone" }]);
  expect(screen.getByTestId("number-state").textContent).toMatch(/^Confirmed \d/u);
});
