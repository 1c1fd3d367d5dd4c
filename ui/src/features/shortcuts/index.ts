export { CheatSheet } from "./CheatSheet";
