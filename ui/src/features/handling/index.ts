export { AssignMenu } from "./AssignMenu";
export { DoneDialog } from "./DoneDialog";
