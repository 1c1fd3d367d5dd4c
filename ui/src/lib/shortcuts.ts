/** Every key in one table: it drives the handlers, `aria-keyshortcuts`, the hints on buttons and the cheat sheet. */

/** `letters` work only while the focus is in the list or on the messages, and can be switched off. */
export type Layer = "anywhere" | "letters" | "composer";

export type Shortcut = { readonly keys: readonly string[]; readonly layer: Layer; readonly group: "move" | "act" | "write" | "window" };

export const SHORTCUTS = {
  nextConversation: { keys: ["Alt+ArrowDown"], layer: "anywhere", group: "move" },
  previousConversation: { keys: ["Alt+ArrowUp"], layer: "anywhere", group: "move" },
  nextInList: { keys: ["j"], layer: "letters", group: "move" },
  previousInList: { keys: ["k"], layer: "letters", group: "move" },
  nextUnread: { keys: ["Alt+Shift+ArrowDown"], layer: "anywhere", group: "move" },
  previousUnread: { keys: ["Alt+Shift+ArrowUp"], layer: "anywhere", group: "move" },
  nextRegion: { keys: ["F6"], layer: "anywhere", group: "move" },
  previousRegion: { keys: ["Shift+F6"], layer: "anywhere", group: "move" },
  queue: { keys: ["Control+1", "Control+2", "Control+3", "Control+4", "Control+5", "Control+6", "Control+7", "Control+8", "Control+9"], layer: "anywhere", group: "move" },
  tasks: { keys: ["Control+0"], layer: "anywhere", group: "move" },
  reply: { keys: ["r"], layer: "letters", group: "act" },
  note: { keys: ["n"], layer: "letters", group: "act" },
  answer: { keys: ["q"], layer: "letters", group: "act" },
  assign: { keys: ["a"], layer: "letters", group: "act" },
  claim: { keys: ["c"], layer: "letters", group: "act" },
  holding: { keys: ["h"], layer: "letters", group: "act" },
  done: { keys: ["e"], layer: "letters", group: "act" },
  snooze: { keys: ["s"], layer: "letters", group: "act" },
  escalate: { keys: ["u", "Control+u"], layer: "anywhere", group: "act" },
  send: { keys: ["Control+Enter"], layer: "composer", group: "write" },
  sendNext: { keys: ["Control+Shift+Enter"], layer: "composer", group: "write" },
  sendDone: { keys: ["Control+Alt+Enter"], layer: "composer", group: "write" },
  sendLater: { keys: ["Alt+s"], layer: "composer", group: "write" },
  undo: { keys: ["Control+z"], layer: "composer", group: "write" },
  phoneTask: { keys: ["Alt+p"], layer: "composer", group: "write" },
  letterTask: { keys: ["Alt+l"], layer: "composer", group: "write" },
  composer: { keys: ["Control+m"], layer: "anywhere", group: "write" },
  palette: { keys: ["Control+k"], layer: "anywhere", group: "window" },
  search: { keys: ["Control+f"], layer: "anywhere", group: "window" },
  findHere: { keys: ["Control+Shift+f"], layer: "anywhere", group: "window" },
  findNext: { keys: ["F3"], layer: "anywhere", group: "window" },
  findPrevious: { keys: ["Shift+F3"], layer: "anywhere", group: "window" },
  patientPane: { keys: ["Control+."], layer: "anywhere", group: "window" },
  cheatSheet: { keys: ["Control+/", "?"], layer: "anywhere", group: "window" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

/** The value of `aria-keyshortcuts`. */
export const ariaKeys = (id: ShortcutId): string => SHORTCUTS[id].keys.join(" ");

const NAMES: Record<string, string> = { Control: "Ctrl", ArrowDown: "↓", ArrowUp: "↑", Enter: "⏎" };

/** How a key is written on a button: "Ctrl ⏎". */
export const keyLabel = (key: string): string =>
  key.split("+").map((part) => NAMES[part] ?? (part.length === 1 && key.includes("+") ? part.toUpperCase() : part)).join(" ");

/** The key of an act, as written on a button. */
export const hint = (id: ShortcutId): string => keyLabel(SHORTCUTS[id].keys[0]);

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Latin letters by the character typed; by the key's place on other layouts. */
function typed(event: Pressed): string {
  if (event.key.length === 1 && event.key.charCodeAt(0) > 0x7f && /^Key[A-Z]$/u.test(event.code)) return event.code.slice(3).toLowerCase();
  return event.key;
}

function matches(event: Pressed, keys: string): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const control = parts.includes("Control");
  const alt = parts.includes("Alt");
  if ((event.ctrlKey || event.metaKey) !== control || event.altKey !== alt) return false;
  const name = typed(event);
  if (key.length > 1) return name === key && event.shiftKey === parts.includes("Shift");
  // "?" needs Shift on most layouts; a letter comes with it only where it is named.
  return /[a-z]/u.test(key) ? name.toLowerCase() === key && event.shiftKey === parts.includes("Shift") : name === key;
}

/** Which act a key press asks for, in the layers that are live, and which of its keys it was. */
export function actOf(event: Pressed, layers: readonly Layer[]): { id: ShortcutId; index: number } | null {
  for (const [id, shortcut] of Object.entries(SHORTCUTS) as [ShortcutId, Shortcut][]) {
    const plain = (keys: string) => keys.length === 1;
    const index = shortcut.keys.findIndex(
      (keys) => matches(event, keys) && (plain(keys) ? layers.includes("letters") : layers.includes(shortcut.layer)),
    );
    if (index >= 0) return { id, index };
  }
  return null;
}
