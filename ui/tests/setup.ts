import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

configure({ testIdAttribute: "data-testid", asyncUtilTimeout: 4000 });

// jsdom has no layout: give what scrolls a height, and what is in it one too, so that rows are drawn.
const height = (element: HTMLElement) => (element.dataset["index"] === undefined ? 800 : 60);
Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, get(this: HTMLElement) { return height(this); } });
Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 800 });
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof window.matchMedia;
globalThis.CSS ??= { escape: (text: string) => text.replace(/[^\w-]/gu, "\\$&") } as typeof CSS;
document.hasFocus = () => true;

afterEach(() => {
  cleanup();
  localStorage.clear();
});
