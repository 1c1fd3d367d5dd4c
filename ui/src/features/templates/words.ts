import { isoDay } from "@/lib/dates";
import type { ScopeView, TemplateDocument, TemplateStateView, TemplateVersionView, TemplateView } from "@/api";
import { t } from "@/i18n";

export type Filter = "all" | "mine" | "waiting" | "in_use" | "overdue" | "retired";
export const FILTERS: Filter[] = ["all", "mine", "waiting", "in_use", "overdue", "retired"];

const OF: Record<Filter, TemplateStateView[]> = {
  all: ["draft", "approved", "changed", "overdue", "locked"], mine: ["approved", "locked"], waiting: ["draft", "changed"], in_use: ["approved", "changed", "overdue"], overdue: ["overdue"], retired: ["retired"],
};
export const belongs = (filter: Filter, template: TemplateView): boolean => OF[filter].includes(template.state) && (filter !== "mine" || isPersonal(template));

export const isPersonal = (template: TemplateView): boolean => latest(template)?.document.scope.scope === "personal";

/** Where it stands; nobody approved what is one's own. */
export const stateWords = (template: TemplateView): string => t(template.state === "approved" && isPersonal(template) ? "templates.state.own" : `templates.state.${template.state}`);

/** "Only you", "Practice nurse team"; nothing for what is everybody's. */
export const whose = (scope: ScopeView): string | null => (scope.scope === "practice" ? null : scope.scope === "personal" ? t("templates.scope.personal") : t("templates.scope.team", { role: t(`roles.${scope.role}`) }));

export const latest = (template: TemplateView): TemplateVersionView | undefined => template.versions[0];

/** A year from today, as the review of something new. */
export function inAYear(now: Date): string {
  const day = new Date(now);
  day.setFullYear(day.getFullYear() + 1);
  return isoDay(day);
}

export const fresh = (owner: string, now: Date, personal: boolean): TemplateDocument => ({
  name: "", owner, review_on: inAYear(now), routes: ["sms"], class: "admin", first_contact: false,
  scope: { scope: personal ? "personal" : "practice" }, carries: null,
  variants: [{ language: "en-GB", body: personal ? "Hello {{given_name}}. " : "Hello {{given_name}}. \n{{#next_step}}Please reply to this message to …{{/next_step}}\n{{practice_name}}" }],
});
