import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { AppEvent } from "@/contract/AppEvent";
import type { ErrorView } from "@/contract/ErrorView";
import type { Answer, CommandName, Request } from "./commands";
import type { Platform } from "./platform";

/** The name under which the shell tells the window what was committed. */
const EVENT = "anteroom";

export const tauri: Platform = {
  async call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>> {
    try {
      return await invoke<Answer<C>>(command, request === null ? {} : { request });
    } catch (error) {
      throw toErrorView(error);
    }
  },

  onEvent(handler) {
    const listening = listen<AppEvent>(EVENT, (event) => handler(event.payload));
    return () => void listening.then((stop) => stop());
  },
};

/** Tauri itself rejects with plain text, for example when a command is not allowed. */
function toErrorView(error: unknown): ErrorView {
  if (typeof error === "object" && error !== null && "code" in error) return error as ErrorView;
  return { code: "internal", message: "", count: null };
}
