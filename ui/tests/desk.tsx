import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { onTestFinished } from "vitest";
import { App } from "@/app/App";
import type { CommandName, Request } from "@/platform";
import { FakePractice } from "@/platform/fake";

/** The whole window over the invented practice. */
export function openApp(scene = "desk", hold = 10) {
  const practice = new FakePractice({ scene, hold });
  onTestFinished(() => practice.close());
  const user = userEvent.setup();
  render(<App platform={practice} />);
  return { practice, user, asked: <C extends CommandName>(command: C) => practice.calls.filter((call) => call.command === command).map((call) => call.request as Request<C>) };
}

export const idOf = (key: string) => `6000-conversation-${key}`;

/** The window with one conversation open. */
export async function openConversation(key: string, queue = "open", scene = "desk", hold = 10) {
  const app = openApp(scene, hold);
  await app.user.click(await screen.findByTestId(`queue-${queue}`));
  await choose(app.user, key);
  return app;
}

export async function choose(user: ReturnType<typeof userEvent.setup>, key: string) {
  await user.click(await waitFor(() => rowOf(key)));
  await waitFor(() => {
    if (screen.getByTestId("conversation").dataset["conversation"] !== idOf(key)) throw new Error(`${key} is not open`);
    within(screen.getByTestId("conversation-log")).getAllByTestId("message");
  });
}

export function rowOf(key: string): HTMLElement {
  const row = screen.getAllByTestId("row").find((one) => one.dataset["conversation"] === idOf(key));
  if (!row) throw new Error(`no row ${key}`);
  return row;
}

export const box = () => screen.getByTestId<HTMLTextAreaElement>("composer-text");
export const sendButton = () => screen.getByTestId("composer-send");
export const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
