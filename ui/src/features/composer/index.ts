export { Composer, type ComposerHandle } from "./Composer";
