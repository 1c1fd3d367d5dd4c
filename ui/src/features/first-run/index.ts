export { FirstRun } from "./FirstRun";
export { WhoAreYou } from "./WhoAreYou";
