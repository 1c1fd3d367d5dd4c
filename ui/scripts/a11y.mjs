// Every screen of the invented practice, in light and dark, under the real content security policy: axe-core finds
// nothing, the policy is never violated, nothing is logged as an error. Leaves a picture of each screen in the folder
// given as the first argument. ONLY=name limits it to scenes whose name contains that word, and adds the large window in
// the dark: colours are judged by theme and places by size, so that a whole run learns nothing more from the two together.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";
import { scenes } from "./scenes.mjs";

const ui = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const shots = resolve(ui, process.argv[2] ?? "../target/shots");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const only = process.env.ONLY ?? "";

const SIZES = [{ name: "1280", width: 1280, height: 720 }, { name: "1920", width: 1920, height: 1080 }];
const THEMES = ["light", "dark"];

mkdirSync(shots, { recursive: true });
const server = await preview({ root: ui, mode: "fake", logLevel: "error", build: { outDir: "dist-fake" }, preview: { host: "127.0.0.1", port: 0, strictPort: false } });
const base = server.resolvedUrls.local[0];
const profile = mkdtempSync(join(tmpdir(), "anteroom-a11y-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  reducedMotion: "reduce",
  bypassCSP: false,
  locale: "en-GB",
});

const screens = scenes.filter(({ name }) => name.includes(only))
  .flatMap((scene) => THEMES.flatMap((theme) => (scene.sizes ?? SIZES).map((size) => ({ scene, theme, size }))))
  .filter(({ scene, theme, size }) => only !== "" || scene.sizes || theme === "light" || size.width < 1920);
const problems = [];
let looked = 0;

/** Opens a screen, takes its picture and asks axe. */
async function look({ scene, theme, size }) {
  const where = `${scene.name} ${theme} ${size.name}`;
  const page = await browser.newPage();
  try {
    await page.setViewportSize({ width: size.width, height: size.height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce", contrast: scene.contrast ?? null });
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
    });
    page.on("console", (message) => message.type() === "error" && problems.push(`${where}: console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`${where}: ${error.message}`));
    page.on("dialog", (dialog) => { problems.push(`${where}: a dialog: ${dialog.message()}`); void dialog.dismiss(); });
    await page.goto(`${base}?scene=${scene.scene ?? "desk"}`);
    await page.evaluate(() => document.fonts.ready);
    await scene.arrange?.(page, size);
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(shots, `${scene.name}-${size.name}-${theme}.png`) });
    for (const violation of await page.evaluate(() => window.violations)) problems.push(`${where}: policy: ${violation}`);
    if (await page.title() !== "Anteroom") problems.push(`${where}: title: ${await page.title()}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) problems.push(`${where}: ${wide} px too wide`);
    // The page's policy keeps scripts out, so axe comes in through the debugger.
    const result = await page.evaluate(`${axe}; axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`);
    for (const { id, nodes } of result.violations) problems.push(`${where}: ${id}: ${nodes.map((node) => `${node.target.join(" ")} — ${node.failureSummary?.split("\n").slice(1).join(" ")}`).slice(0, 3).join(" | ")}`);
    looked += 1;
  } catch (error) {
    problems.push(`${where}: ${error.message.split("\n")[0]}`);
    await page.screenshot({ path: join(shots, `${scene.name}-${size.name}-${theme}-failed.png`) }).catch(() => undefined);
  }
  await page.close();
}

// Two at a time: each waits as much as it works.
const waiting = screens.values();
const one = async () => { for (const screen of waiting) await look(screen); };
await Promise.all([one(), one()]);

await browser.close();
await server.close();
rmSync(profile, { recursive: true, force: true });
for (const problem of problems) console.error(problem);
console.log(`${looked} screens looked at, ${problems.length} problems; pictures in ${shots}`);
process.exit(problems.length ? 1 : 0);
