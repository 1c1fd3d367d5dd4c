import type { QueryClient } from "@tanstack/react-query";
import type { AppEvent } from "@/contract/AppEvent";
import type { AppView } from "@/contract/AppView";
import type { Platform } from "@/platform";
import { keys } from "./keys";
import { refreshLogs } from "./log";

type Events = { [E in AppEvent["event"]]: (platform: Platform, client: QueryClient, event: Extract<AppEvent, { event: E }>) => void | Promise<void> };

/** What each event makes stale. */
const STALE: Events = {
  changed(platform, client, { conversations }) {
    void client.invalidateQueries({ queryKey: keys.counts });
    void client.invalidateQueries({ queryKey: keys.queues });
    void client.invalidateQueries({ queryKey: keys.allPreferences });
    void client.invalidateQueries({ queryKey: keys.allTasks });
    void client.invalidateQueries({ queryKey: keys.triage });
    // Messages that a search found stay where they are; only what is shown of a conversation is read again.
    if (conversations.length === 0) for (const queryKey of [keys.conversations, keys.app, keys.policy, keys.provider, keys.providerConnection, keys.templates, keys.wishReviews, keys.checks, keys.allFilled]) void client.invalidateQueries({ queryKey });
    for (const id of conversations) void client.invalidateQueries({ queryKey: keys.conversation(id) });
    return refreshLogs(platform, client, conversations);
  },
  sync(_, client, { sync }) {
    client.setQueryData<AppView>(keys.app, (app) => app && { ...app, sync });
  },
  open() {
    // The desk goes there; nothing became stale.
  },
};

export function applyEvent(platform: Platform, client: QueryClient, event: AppEvent): void | Promise<void> {
  const handler = STALE[event.event] as (platform: Platform, client: QueryClient, event: AppEvent) => void | Promise<void>;
  return handler(platform, client, event);
}
