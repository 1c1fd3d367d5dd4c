import { render, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { marked, Words } from "@/components/Words";
import { choose, openConversation, rowOf } from "./desk";

const at = (text: string, words: string, rule: string, denied = false) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, rule, denied });

test("c6_1_highlighted_words_are_marked_in_place_and_their_rules_named_in_words", async () => {
  await openConversation("ferreira", "open");
  const message = (await screen.findAllByTestId("message")).find((one) => one.textContent.includes("tight throat"));
  if (!message) throw new Error("the message is not there");
  const marks = within(message).getAllByTestId("highlight").map((mark) => [mark.textContent, mark.dataset["denied"], mark.title]);
  expect(marks).toEqual([
    ["lips feel puffy", "false", "Highlighted for: Swelling of face or throat"],
    ["tight throat", "false", "Highlighted for: Swelling of face or throat"],
    ["chest pain", "true", "Named as not so: Chest pain"],
  ]);
  expect(within(message).getByTestId("highlights").textContent, "what is not so is not named").toBe("Highlighted words: Swelling of face or throat");
  expect(within(message).getByTestId("message-text").textContent, "every word is there, once").toContain("since starting the new tablet my lips feel puffy and I have a tight throat. No chest pain. didnt want");
});

test("c5_14_what_is_not_highlighted_is_never_said_to_be_safe", async () => {
  await openConversation("nowak", "open");
  expect(screen.queryByTestId("highlight")).toBeNull();
  expect(document.body.textContent).not.toMatch(/low risk|no risk|\bsafe\b(?! to| again|\.)|triaged by/iu);
});

test("highlights_that_lie_over_each_other_name_both_and_lose_no_letter", () => {
  const text = "a 🙂 sudden chest pain\r\nin the arm";
  const pieces = marked(text, [at(text, "sudden chest pain", "One"), at(text, "chest pain\r\nin the arm", "Two", true)]);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter((piece) => piece.rules.length > 0).map(({ text: words, rules, denied }) => [words, rules.join("+"), denied])).toEqual([
    ["sudden ", "One", false], ["chest pain", "One+Two", false], ["\r\nin the arm", "Two", true],
  ]);
});

test("c6_1_a_long_message_opens_unfolded_when_its_end_is_highlighted", () => {
  const text = `${"Nothing new. ".repeat(400)}And chest pain.`;
  const { unmount } = render(<Words text={text} highlights={[at(text, "chest pain", "Chest pain")]} />);
  expect(screen.getByTestId("highlight").textContent).toBe("chest pain");
  unmount();
  render(<Words text={text} highlights={[]} />);
  expect(screen.getByTestId("message-text").textContent.length, "folded as ever").toBeLessThan(1300);
});

test("c6_2_reception_reads_and_the_highlight_waits_for_a_clinician", async () => {
  const { user, asked } = await openConversation("ferreira", "open", "reception");
  const raised = () => within(rowOf("ferreira")).getByTestId("due").dataset["raised"];
  await waitFor(() => expect(asked("mark_read")).toHaveLength(1), { timeout: 3000 });
  expect(screen.getByTestId("look-first").textContent).toContain("GP, nurse or pharmacist");
  await choose(user, "nowak");
  expect(raised()).toBe("true");
  await choose(user, "ferreira");
  await user.click(screen.getByTestId("mark-done"));
  expect((await screen.findByTestId("toast")).textContent).toMatch(/highlight/iu);
  expect(raised(), "nor is it ended by the way").toBe("true");
});

test("c6_2_a_clinicians_look_ends_it", async () => {
  const { user, asked } = await openConversation("ferreira", "open");
  await waitFor(() => expect(asked("mark_read")).toHaveLength(1), { timeout: 3000 });
  expect(screen.queryByTestId("look-first")).toBeNull();
  await choose(user, "nowak");
  await waitFor(() => expect(within(rowOf("ferreira")).queryByTestId("due")?.dataset["raised"]).not.toBe("true"));
});

test("c6_1_what_is_highlighted_is_to_be_looked_at_sooner_and_the_list_says_so", async () => {
  await openConversation("nowak", "open");
  const due = within(rowOf("ferreira")).getByTestId("due");
  expect([due.dataset["raised"], due.textContent]).toEqual(["true", expect.stringMatching(/^Look by \d\d:\d\d$/u)]);
  expect(due.querySelector("[title]")?.getAttribute("title")).toMatch(/^Highlighted words, look by/u);
  const order = screen.getAllByTestId("row");
  expect(order.indexOf(rowOf("ferreira")), "before one that waits longer and is not highlighted").toBeLessThan(order.indexOf(rowOf("unknown")));
});
