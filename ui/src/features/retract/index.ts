export { useRetract } from "./useRetract";
