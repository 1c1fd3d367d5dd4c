export { Search, type SearchHandle } from "./Search";
