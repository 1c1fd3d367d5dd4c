import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { MessageView, RoleLineView } from "@/api";
import { rowsOf } from "@/features/conversation/rows";
import { choose, idOf, openApp, openConversation, rowOf } from "./desk";

const NURSE = "5100-duty-nurse";
const DOCTOR = "5101-duty-doctor";

const dutyCalled = (account: string) => {
  const found = screen.getAllByTestId("duty").find((one) => one.dataset["account"] === account);
  if (!found) throw new Error(`${account} is not listed`);
  return found;
};

test("c_12_a_conversation_is_given_to_a_duty_and_says_who_holds_it", async () => {
  const { user, asked } = await openConversation("nowak", "open", "duties");
  await user.click(screen.getByTestId("assign"));
  const duties = await screen.findAllByTestId("assign-duty");
  expect(duties.map(({ textContent }) => textContent)).toEqual(["Duty doctornobody holds it", "Duty nurseyou"]);
  await user.click(duties[1] as HTMLElement);
  await waitFor(() => expect(asked("assign_role")).toEqual([{ conversation: idOf("nowak"), account: NURSE }]));
  await waitFor(() => expect(screen.getByTestId("owner-words").textContent).toBe("Duty nurse (held by you)"));
  expect(within(rowOf("nowak")).getByTestId("row-duty").textContent).toBe("Duty nurse");
  expect((await screen.findAllByTestId("role-line")).at(-1)?.textContent).toContain("A. Okafor gave this to Duty nurse");
});

test("c_12_the_menu_is_worked_by_the_keyboard", async () => {
  const { user, asked } = await openConversation("nowak", "open", "duties");
  screen.getByTestId("conversation-log").focus();
  await user.keyboard("a");
  await screen.findAllByTestId("assign-duty");
  await user.keyboard("Duty n{Enter}");
  await waitFor(() => expect(asked("assign_role")).toEqual([{ conversation: idOf("nowak"), account: NURSE }]));
});

test("c_12_two_keys_still_give_it_to_me", async () => {
  const { user, asked } = await openConversation("begum", "open", "duties");
  screen.getByTestId("conversation-log").focus();
  await user.keyboard("a");
  await screen.findAllByTestId("assign-duty");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(asked("assign").map(({ owner }) => owner)).toEqual(["5000-staff-okafor"]));
});

test("c_12_taking_it_oneself_takes_it_out_of_the_duty_and_the_thread_says_who", async () => {
  const { user } = await openConversation("begum", "mine", "duties");
  await user.click(screen.getByTestId("assign"));
  await user.click((await screen.findAllByTestId("assign-choice"))[0] as HTMLElement);
  await waitFor(() => expect(screen.getByTestId("owner-words").textContent).toBe("Yours"));
  await waitFor(() => expect(screen.getAllByTestId("role-line").at(-1)?.textContent).toContain("A. Okafor took this out of Duty nurse"));
});

test("c_12_the_thread_says_who_took_the_duty_and_who_handed_it_over", async () => {
  await openConversation("begum", "mine", "duties");
  const words = screen.getAllByTestId("role-line").map(({ textContent }) => textContent).join("\n");
  expect(words).toContain("Dr R. Shah gave this to Duty nurse");
  expect(words).toContain("Dr R. Shah took Duty nurse");
  expect(words).toContain("Dr R. Shah handed Duty nurse over to A. Okafor");
});

test("c_12_a_hand_over_moves_what_the_duty_has_out_of_mine", async () => {
  const { user, asked } = await openConversation("begum", "mine", "duties");
  await user.click(screen.getByTestId("today-open"));
  const nurse = await waitFor(() => dutyCalled(NURSE));
  expect(nurse.textContent).toMatch(/You, until \d\d:\d\d/u);
  await user.click(within(nurse).getByRole("button", { name: "Hand over Duty nurse" }));
  await user.selectOptions(within(nurse).getByTestId("duty-to"), "5001-staff-shah");
  await user.click(within(nurse).getByTestId("duty-hand-over-confirm"));
  await waitFor(() => expect(asked("hold_role_account")).toEqual([{ account: NURSE, holder: "5001-staff-shah", seen: "5000-staff-okafor" }]));
  await waitFor(() => expect(dutyCalled(NURSE).dataset["holder"]).toBe("5001-staff-shah"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.getByTestId("owner-words").textContent).toBe("Duty nurse (held by Dr R. Shah)"));
});

test("c_12_what_nobody_holds_is_unassigned_and_whoever_may_takes_it", async () => {
  const { user, asked } = openApp("duties");
  await user.click(await screen.findByTestId("queue-unassigned"));
  await choose(user, "hart");
  expect(screen.getByTestId("owner-words").textContent).toBe("Duty doctor (nobody holds it)");
  await user.click(screen.getByTestId("today-open"));
  const doctor = await waitFor(() => dutyCalled(DOCTOR));
  expect(doctor.textContent).toContain("1 open conversation, unassigned");
  expect(within(doctor).queryByTestId("duty-take"), "a nurse may not hold it").toBeNull();
  expect(within(doctor).queryByTestId("duty-hand-over"), "nor name who does").toBeNull();
  const nurse = dutyCalled(NURSE);
  await user.click(within(nurse).getByTestId("duty-let-go"));
  await waitFor(() => expect(dutyCalled(NURSE).textContent).toContain("Nobody holds it"));
  await user.click(within(dutyCalled(NURSE)).getByRole("button", { name: "Take Duty nurse" }));
  await waitFor(() => expect(asked("hold_role_account").map(({ holder, seen }) => [holder, seen])).toEqual([[null, "5000-staff-okafor"], ["5000-staff-okafor", null]]));
});

test("c_12_a_refusal_is_said_where_it_was_asked", async () => {
  const { user, practice } = openApp("duties");
  await user.click(await screen.findByTestId("today-open"));
  const nurse = await waitFor(() => dutyCalled(NURSE));
  practice.failNext("hold_role_account", "not_allowed");
  await user.click(within(nurse).getByTestId("duty-let-go"));
  expect((await screen.findByTestId("duty-problem")).textContent).toBe("Your role does not allow this.");
});

test("c_12_a_manager_adds_a_duty_changes_it_and_ends_it_when_it_has_nothing", async () => {
  const { user, asked } = openApp("settings_live");
  await user.click(await screen.findByTestId("settings-open"));
  await user.click(await screen.findByTestId("settings-staff"));
  await user.click(await screen.findByTestId("duty-add"));
  await user.type(await screen.findByTestId("duty-name"), "Duty pharmacist");
  await user.click(screen.getByTestId("duty-save"));
  expect(screen.getByText("Please choose at least one role.")).toBeTruthy();
  await user.click(screen.getByTestId("duty-role-pharmacist"));
  await user.click(screen.getByTestId("duty-save"));
  await waitFor(() => expect(screen.getAllByTestId("duty-entry")).toHaveLength(3));
  expect(asked("save_role_account")).toEqual([{ account: null, name: "Duty pharmacist", roles: ["pharmacist"] }]);
  const entry = () => screen.getAllByTestId("duty-entry").find((one) => one.textContent?.includes("pharmacist"));
  await user.click(within(entry() as HTMLElement).getByTestId("duty-edit"));
  await user.click(await screen.findByTestId("duty-end"));
  await user.click(await screen.findByTestId("duty-end-confirm"));
  await waitFor(() => expect(entry()).toBeUndefined());
});

test("c_12_a_duty_with_work_is_not_ended_and_says_how_much", async () => {
  const { user, practice } = openApp("settings_live");
  const begum = practice.find(idOf("begum"));
  begum.duty = NURSE;
  await user.click(await screen.findByTestId("settings-open"));
  await user.click(await screen.findByTestId("settings-staff"));
  const nurse = (await screen.findAllByTestId("duty-entry")).find((one) => one.dataset["account"] === NURSE);
  await user.click(within(nurse as HTMLElement).getByTestId("duty-edit"));
  await user.click(await screen.findByTestId("duty-end"));
  await user.click(await screen.findByTestId("duty-end-confirm"));
  expect((await screen.findByTestId("duty-end-problem")).textContent).toMatch(/^It still has 1 open conversations/u);
});

test("c_12_whoever_looks_on_sees_the_duties_and_changes_none", async () => {
  const { user } = openApp("read_only");
  await user.click(await screen.findByTestId("today-open"));
  await waitFor(() => dutyCalled(NURSE));
  for (const act of ["duty-take", "duty-hand-over", "duty-let-go"]) expect(screen.queryByTestId(act)).toBeNull();
});

const message = (number: number, at: string) => ({ id: `m${number}`, number, at, kind: "in" }) as MessageView;
const line = (at: string, kind: RoleLineView["kind"] = "taken"): RoleLineView => ({ at, kind, account: "Duty nurse", by: "A. Okafor", from: null, to: null });
const shape = (rows: ReturnType<typeof rowsOf>) => rows.map((row) => (row.type === "roles" ? `roles ${row.lines.length}` : row.type === "message" ? `m${row.message.number}` : row.type));

test("c_12_lines_stand_between_the_messages_where_they_happened", () => {
  const messages = [message(1, "2026-11-23T08:00:00.000Z"), message(2, "2026-11-23T10:00:00.000Z")];
  const lines = [line("2026-11-22T09:00:00.000Z"), line("2026-11-23T09:00:00.000Z"), line("2026-11-23T09:30:00.000Z"), line("2026-11-24T09:00:00.000Z")];
  expect(shape(rowsOf(messages, true, null, { lines, toEnd: true }))).toEqual(["beginning", "day", "roles 1", "day", "m1", "roles 2", "m2", "day", "roles 1"]);
  expect(shape(rowsOf(messages, false, null, { lines, toEnd: false })), "what came before or after what is shown stays out").toEqual(["day", "m1", "roles 2", "m2"]);
});
