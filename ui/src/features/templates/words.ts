import { isoDay } from "@/lib/dates";
import type { TemplateDocument, TemplateStateView, TemplateVersionView, TemplateView } from "@/api";

export type Filter = "all" | "waiting" | "in_use" | "overdue" | "retired";
export const FILTERS: Filter[] = ["all", "waiting", "in_use", "overdue", "retired"];

const OF: Record<Filter, TemplateStateView[]> = {
  all: ["draft", "approved", "changed", "overdue"], waiting: ["draft", "changed"], in_use: ["approved", "changed", "overdue"], overdue: ["overdue"], retired: ["retired"],
};
export const belongs = (filter: Filter, { state }: TemplateView): boolean => OF[filter].includes(state);

export const latest = (template: TemplateView): TemplateVersionView | undefined => template.versions[0];

/** A year from today, as the review of something new. */
export function inAYear(now: Date): string {
  const day = new Date(now);
  day.setFullYear(day.getFullYear() + 1);
  return isoDay(day);
}

export const fresh = (owner: string, now: Date): TemplateDocument => ({
  name: "", owner, review_on: inAYear(now), routes: ["sms"], class: "admin", first_contact: false,
  variants: [{ language: "en-GB", body: "Hello {{given_name}}. \n{{#next_step}}Please reply to this message to …{{/next_step}}\n{{practice_name}}" }],
});
