export { MatchStep } from "./MatchStep";
