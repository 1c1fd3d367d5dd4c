import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, onTestFinished, test, vi } from "vitest";
import type { FakePractice } from "@/platform/fake";
import { box, openConversation, pause, sendButton } from "./desk";

/** Keeps filled templates back until they are let go. */
function held(practice: FakePractice) {
  let release = () => {};
  const gate = new Promise<void>((done) => (release = done));
  const ask = practice.call.bind(practice);
  const spy = vi.spyOn(practice, "call").mockImplementation((async (command: never, request: never) => {
    if (command === "fill_template") await gate;
    return ask(command, request);
  }) as typeof practice.call);
  onTestFinished(() => spy.mockRestore());
  return async () => act(async () => { release(); await pause(50); });
}

test("h_01_words_typed_while_a_template_is_filled_stay", async () => {
  const { practice, user } = await openConversation("nowak");
  const release = held(practice);
  await user.type(box(), "Good morning. /received");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter} Yours, Anna");
  await release();
  await waitFor(() => expect(box().value).toMatch(/^Good morning\. Thank you\..* Yours, Anna$/u));
  expect(box().selectionStart, "the caret stays with whoever types").toBe(box().value.length);
});

test("h_01_a_template_that_comes_after_the_words_were_sent_stays_out", async () => {
  const { practice, user, asked } = await openConversation("nowak");
  const release = held(practice);
  await user.type(box(), "Good morning. /received");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}{Control>}{Enter}{/Control}");
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  await release();
  expect(box().value, "what was sent does not come back").toBe("");
});

test("c5_9_what_a_template_made_of_a_message_ends_with_it", async () => {
  const { user, asked } = await openConversation("nowak");
  const purpose = () => screen.getByTestId<HTMLSelectElement>("purpose").value;
  await user.selectOptions(screen.getByTestId("purpose"), "administration");
  await user.type(box(), "/checked");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(purpose()).toBe("results"));
  await user.clear(box());
  await waitFor(() => expect(purpose(), "thrown away").toBe("administration"));
  await user.type(box(), "/checked");
  await screen.findByTestId("insert-option");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(purpose()).toBe("results"));
  fireEvent.change(box(), { target: { value: box().value.replace(/\[\[.*?\]\]|\{\{.*?\}\}/gu, "Monday") } });
  await waitFor(() => expect(sendButton().hasAttribute("disabled")).toBe(false));
  await user.click(sendButton());
  await waitFor(() => expect(asked("send")).toHaveLength(1));
  await waitFor(() => expect(purpose(), "sent").toBe("administration"));
});
