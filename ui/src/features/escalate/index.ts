export { EscalateMenu } from "./EscalateMenu";
