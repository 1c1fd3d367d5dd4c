import type { ErrorCode } from "@/contract/ErrorCode";
import type { ErrorView } from "@/contract/ErrorView";

/** How the practice says no. */
export const refuse = (code: ErrorCode, count: number | null = null, message = `The practice says: ${code.replace(/_/gu, " ")}.`): ErrorView => ({ code, message, count });
