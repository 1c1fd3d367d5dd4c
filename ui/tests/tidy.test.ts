import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(ts|tsx)$/u.test(name) ? [path] : [];
  });
}

const all = files(src).filter((path) => !path.includes("/contract/")).map((path) => ({ path: relative(src, path), text: readFileSync(path, "utf8") }));

/** The room of a path: "features/list", "api", "lib"; a file at the top is of the app. */
const room = (path: string) => (path.startsWith("features/") ? path.split("/").slice(0, 2).join("/") : /^[\w-]+\.tsx?$/u.test(path) ? "app" : (path.split("/")[0] ?? ""));

function imports({ path, text }: { path: string; text: string }): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/gu)].map(([, to = ""]) => (to.startsWith("@/") ? to.slice(2) : to.startsWith(".") ? relative(src, resolve(src, dirname(path), to)) : `npm:${to}`));
}

/** Who may see whom; anybody sees components, lib and i18n. */
const SEES: Record<string, string[]> = {
  contract: [], lib: ["contract"], i18n: [], platform: ["contract"], api: ["contract", "platform"], components: ["contract"], features: ["contract", "api"], app: ["contract", "platform", "api", "features"],
};

test("arrows_point_one_way_and_no_feature_sees_another", () => {
  const wrong: string[] = [];
  for (const file of all) {
    const from = room(file.path);
    const kind = from.split("/")[0] ?? "";
    for (const to of imports(file).filter((one) => !one.startsWith("npm:") && !one.endsWith(".css"))) {
      const target = room(to);
      if (target === from || ["components", "lib", "i18n"].includes(target)) continue;
      if (!SEES[kind]?.includes(target.split("/")[0] ?? "")) wrong.push(`${file.path} -> ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("tauri_is_known_to_the_platform_alone", () => {
  expect(all.filter((file) => !file.path.startsWith("platform/") && imports(file).some((to) => to.startsWith("npm:@tauri-apps"))).map(({ path }) => path)).toEqual([]);
});

test("no_text_becomes_markup", () => {
  expect(all.filter(({ text }) => /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser/u.test(text)).map(({ path }) => path)).toEqual([]);
});

test("patient_words_are_not_kept_in_the_browser", () => {
  expect(all.filter(({ path, text }) => /localStorage|sessionStorage|indexedDB|document\.cookie/u.test(text) && !["app/preferences.ts", "lib/kept.ts"].includes(path)).map(({ path }) => path)).toEqual([]);
});

test("files_stay_small", () => {
  expect(all.filter(({ path, text }) => text.split("\n").length > 300 && !path.startsWith("i18n/") && !path.startsWith("platform/fake/")).map(({ path }) => path)).toEqual([]);
});
