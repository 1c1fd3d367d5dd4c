export { CallFirst } from "./CallFirst";
export { LookFirst } from "./LookFirst";
export { ClassMenu } from "./ClassMenu";
export { EndDay } from "./EndDay";
export { NextSteps } from "./NextSteps";
export { Today } from "./Today";
export { TriageNotice } from "./TriageNotice";
