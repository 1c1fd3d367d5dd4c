import type { Platform } from "./platform";

export type { Answer, CommandName, Commands, Request } from "./commands";
export type { Platform } from "./platform";

/** The platform that this build stands on. The invented practice is left out of the product build. */
export async function choosePlatform(): Promise<Platform> {
  if (import.meta.env.MODE === "fake") {
    const { fakePlatform } = await import("./fake");
    return fakePlatform({ scene: new URLSearchParams(location.search).get("scene") ?? "desk" });
  }
  const { tauri } = await import("./tauri");
  return tauri;
}
