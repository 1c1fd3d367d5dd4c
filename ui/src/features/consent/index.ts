export { Messaging } from "./Messaging";
export { RecordDialog, type Prefill } from "./RecordDialog";
export { ReviewsScreen } from "./ReviewsScreen";
export { RouteBanner } from "./RouteBanner";
export { RouteDialog } from "./RouteDialog";
