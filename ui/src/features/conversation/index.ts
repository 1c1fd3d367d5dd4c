export { Waiting } from "./Waiting";
export { Header } from "./Header";
export { IdentityStrip } from "./IdentityStrip";
export { Log, type LogHandle } from "./Log";
export type { MessageActs } from "./Delivery";
