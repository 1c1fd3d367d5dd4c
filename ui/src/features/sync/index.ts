export { SyncState } from "./SyncState";
export { Trouble } from "./Trouble";
