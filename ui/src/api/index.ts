export * from "./mutations";
export * from "./queries";
export * from "./tasks";
export { useLog } from "./log";
export { ApiProvider, useAppEvent } from "./provider";
export type * from "./types";
