export { Messaging } from "./Messaging";
export { RecordDialog, type Prefill } from "./RecordDialog";
export { RouteBanner } from "./RouteBanner";
export { RouteDialog } from "./RouteDialog";
