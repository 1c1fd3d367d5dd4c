import type { CarriesView } from "@/contract/CarriesView";
import type { TemplateView } from "@/contract/TemplateView";
import { t } from "@/i18n";

/** What comes with a template when a message with it leaves, a line each (H-05). */
export function carriedWords(carries: CarriesView | null | undefined): string[] {
  if (!carries) return [];
  const { code, follow_up, team } = carries;
  return [
    ...(code ? [t("carries.code", { display: code.display, code: code.code })] : []),
    ...(follow_up ? [t("carries.followUp", { count: follow_up.days, way: t(`templates.route.${follow_up.route}`), what: follow_up.what })] : []),
    ...(team ? [t("carries.team", { role: t(`roles.${team}`) })] : []),
  ];
}

/** Of the version in use. */
export const carriedBy = (template: TemplateView | undefined): string[] => carriedWords(template?.versions.find(({ version }) => version === template.in_use)?.document.carries);
