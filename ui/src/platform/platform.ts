import type { AppEvent } from "@/contract/AppEvent";
import type { Answer, CommandName, Request } from "./commands";

/**
 * What the window stands on. Nothing above this folder knows whether it is Tauri or the invented practice.
 *
 * `call` rejects with an `ErrorView` and with nothing else.
 */
export interface Platform {
  call<C extends CommandName>(command: C, request: Request<C>): Promise<Answer<C>>;
  onEvent(handler: (event: AppEvent) => void): () => void;
}
