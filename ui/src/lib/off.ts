import type { StaffView } from "@/contract/StaffView";
import { t } from "@/i18n";
import { backTime, dueTime } from "./dates";

/** For whom something came who is not at work, and until when: in a word, and as a sentence. */
export function offWords({ name, off_until }: Pick<StaffView, "name" | "off_until">, now: number): { short: string; whole: string } {
  // What was known when the window asked may be over by now.
  if (!off_until || new Date(off_until).getTime() <= now) return { short: t("list.offNow"), whole: t("list.forOwnerNow", { name }) };
  const time = dueTime(off_until, new Date(now));
  return { short: t("list.off", { time: backTime(off_until, new Date(now)) }), whole: t("list.forOwner", { name, time }) };
}
