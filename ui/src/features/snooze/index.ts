export { SnoozeMenu } from "./SnoozeMenu";
