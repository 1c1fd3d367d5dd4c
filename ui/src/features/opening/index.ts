export { ErrorScreen } from "./ErrorScreen";
export { Opening } from "./Opening";
