export { PolicyNotice } from "./PolicyNotice";
export { PolicyScreen } from "./PolicyScreen";
