export { Palette, type PaletteHandle } from "./Palette";
export { FindBar, type Found } from "./FindBar";
export type { PaletteAct } from "./choices";
