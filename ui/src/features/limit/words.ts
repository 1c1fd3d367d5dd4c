import type { LimitView } from "@/api";
import { t } from "@/i18n";
import { civilDay, isoDay } from "@/lib/dates";

export const WAYS = ["telephone", "desk", "letter"] as const;

/** "3 Nov": the day of an instant. */
export const dayOf = (iso: string): string => civilDay(isoDay(new Date(iso)), new Date());

/** "Open: telephone, at the desk". */
export const openWords = ({ open }: LimitView): string => t("limit.openWays", { ways: open.map((way) => t(`limit.ways.${way}`)).join(", ") });

export const isReviewDue = ({ review_on: on }: LimitView): boolean => on <= isoDay(new Date());

/** "Review 22 Feb 2027". */
export const reviewWords = (limit: LimitView): string => t(isReviewDue(limit) ? "limit.reviewDue" : "limit.review", { date: civilDay(limit.review_on, new Date()) });
