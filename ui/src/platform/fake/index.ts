import type { Platform } from "../platform";
import { FakePractice, type Options } from "./practice";

export { FakePractice } from "./practice";

/** An invented practice in memory, for development, screenshots and tests. */
export const fakePlatform = (options: Options = {}): Platform => new FakePractice(options);
