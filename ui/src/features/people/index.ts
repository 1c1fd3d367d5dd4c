export { EndDialog } from "./EndDialog";
export { People } from "./People";
export { PersonDialog } from "./PersonDialog";
export { NumberPrompt, NumberState } from "./NumberCheck";
