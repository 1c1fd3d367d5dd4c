export { List } from "./List";
export type { Listed } from "./order";
