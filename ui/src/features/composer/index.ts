export { Composer } from "./Composer";
export type { ComposerHandle } from "./props";
