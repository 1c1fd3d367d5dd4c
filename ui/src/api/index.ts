export * from "./mutations";
export * from "./practice";
export * from "./queries";
export * from "./reviews";
export * from "./tasks";
export * from "./templates";
export { useLog } from "./log";
export { ApiProvider, useAppEvent } from "./provider";
export type * from "./types";
