import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import type { AppEvent } from "@/contract/AppEvent";
import type { Platform } from "@/platform";
import { applyEvent } from "./events";

const PlatformContext = createContext<Platform | null>(null);

export function usePlatform(): Platform {
  const platform = useContext(PlatformContext);
  if (!platform) throw new Error("no platform above");
  return platform;
}

/** Nothing is read again by itself: events say what changed, and a network that comes back says nothing about a file. */
const newClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 60_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: "always" },
      mutations: { retry: false, networkMode: "always" },
    },
  });

export function ApiProvider({ platform, children }: { platform: Platform; children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <PlatformContext value={platform}>
      <QueryClientProvider client={client}>
        <Events />
        {children}
      </QueryClientProvider>
    </PlatformContext>
  );
}

/** Keeps the cache true to what the app says was committed. */
function Events() {
  const platform = usePlatform();
  const client = useQueryClient();
  useEffect(() => platform.onEvent((event) => void applyEvent(platform, client, event)), [platform, client]);
  return null;
}

/** For the parts of the window that act on an event themselves. */
export function useAppEvent(handler: (event: AppEvent) => void): void {
  const platform = usePlatform();
  useEffect(() => platform.onEvent(handler), [platform, handler]);
}
