export { LimitBanner } from "./LimitBanner";
export { LimitPart } from "./LimitPart";
