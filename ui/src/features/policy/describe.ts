import type { ClassTargetView, PolicyDocument, SpanView, TargetView, WorkingDayView } from "@/api";
import { t } from "@/i18n";
import { civilDayLong, longDay } from "@/lib/dates";
import { languageName } from "@/lib/languages";

/** A policy in words, line by line: to read it, and to see what a new version changes. */

export const SECTIONS = ["scope", "hours", "targets", "late", "highlights", "quiet", "texts", "cover", "consent", "review"] as const;
export type Section = (typeof SECTIONS)[number];
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export const CLASSES = ["urgent", "same_day", "routine", "administrative"] as const;
export const TEXTS = ["urgent", "received", "received_while_closed", "limited", "opt_out_confirmed", "opt_in_confirmed", "help", "holding"] as const;
export const DIVISIONS = ["england-and-wales", "scotland", "northern-ireland"] as const;

export type Line = { section: Section; key: string; label: string; value: string };

export const spanWords = (span: SpanView): string => t("policy.hours.span", span);
export const spansWords = (spans: SpanView[] | undefined): string => (spans?.length ? spans.map(spanWords).join(", ") : t("policy.hours.closed"));

function duration(minutes: number, place: "targets" | "late"): string {
  if (minutes < 60) return t(`policy.${place}.minutes`, { count: minutes });
  if (minutes % 60 === 0) return t(`policy.${place}.hours`, { count: minutes / 60 });
  return t(`policy.${place}.mixed`, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function targetWords(target: TargetView): string {
  switch (target.target) {
    case "working_minutes": return duration(target.minutes, "targets");
    case "working_days": return t("policy.targets.days", { count: target.days });
    case "close_of_day": return t("policy.targets.close");
  }
}

export const warnWords = (target: ClassTargetView): string => t("policy.targets.warnBefore", { time: duration(target.warn_before_minutes, "targets") });
export const resolveWords = (target: ClassTargetView): string => (target.resolve ? targetWords(target.resolve) : t("policy.targets.resolveNone"));
export const dayRuleWords = (rule: WorkingDayView): string =>
  rule.rule === "working_time" ? `${t("policy.targets.rules.working_time")}: ${duration(rule.minutes_per_day, "targets")}` : t(`policy.targets.rules.${rule.rule}`);

export function divisionWords(division: string | null): string {
  const known = DIVISIONS.find((one) => one === division);
  return known ? t(`policy.hours.divisions.${known}`) : (division ?? t("policy.hours.divisions.none"));
}

const escalation = ({ team_after_minutes: team, manager_after_minutes: manager }: PolicyDocument["escalate_unseen"]): string =>
  t("policy.late.sentence", { team: duration(team, "late"), manager: duration(manager, "late") });

const listed = (lines: string[]): string => lines.filter((line) => line.trim()).join("\n") || t("policy.adopt.nothing");

export function linesOf(policy: PolicyDocument): Line[] {
  const { hours, targets, texts } = policy;
  const line = (section: Section, key: string, label: string, value: string): Line => ({ section, key, label, value });
  const closures = hours.closures.map((one) => `${civilDayLong(one.date)}, ${one.span ? spanWords(one.span) : t("policy.hours.wholeDay").toLocaleLowerCase()}${one.reason && `: ${one.reason}`}`);
  const openings = hours.openings.map((one) => `${civilDayLong(one.date)}, ${one.spans.length ? spansWords(one.spans) : t("policy.hours.ordinary").toLocaleLowerCase()}${one.reason && `: ${one.reason}`}`);
  return [
    line("scope", "permitted", t("policy.scope.permitted"), listed(policy.permitted_uses)),
    line("scope", "banned", t("policy.scope.banned"), listed(policy.banned_uses)),
    ...DAYS.map((day) => line("hours", day, t(`policy.hours.days.${day}`), spansWords(hours.week[day]))),
    line("hours", "closures", t("policy.hours.closures"), closures.join("\n") || t("policy.hours.none")),
    line("hours", "openings", t("policy.hours.openings"), openings.join("\n") || t("policy.hours.none")),
    line("hours", "division", t("policy.hours.division"), divisionWords(hours.division)),
    line("hours", "time_zone", t("policy.hours.timeZone"), hours.time_zone),
    line("targets", "first_look", t("policy.targets.firstLook"), t("policy.targets.lookMinutes", { minutes: duration(targets.first_look.minutes, "targets"), flagged: duration(targets.first_look.flagged_minutes, "targets") })),
    ...CLASSES.map((one) => line("targets", one, t(`policy.targets.classes.${one}`), [
      `${t("policy.targets.reply")}: ${targetWords(targets[one].reply)}`, `${t("policy.targets.resolve")}: ${resolveWords(targets[one])}`, `${t("policy.targets.warn")}: ${warnWords(targets[one])}`,
    ].join("\n"))),
    line("targets", "replies", t("policy.replies.label"), t("policy.replies.value", { count: policy.replies_read_days })),
    line("targets", "numbers", t("policy.numbers.label"), t("policy.numbers.value", { count: policy.confirm_numbers_months })),
    line("targets", "receipt", t("policy.receipt.label"), t("policy.receipt.value", { count: policy.receipt_hours })),
    line("targets", "working_day", t("policy.targets.workingDay"), dayRuleWords(targets.working_day)),
    line("late", "unseen", t("policy.late.unseen"), escalation(policy.escalate_unseen)),
    line("late", "unanswered", t("policy.late.unanswered"), escalation(policy.escalate_unanswered)),
    line("highlights", "off", t("policy.highlights.off"), policy.highlights.off.join("\n") || t("policy.adopt.nothing")),
    line("highlights", "own", t("policy.highlights.own"), policy.highlights.own.map(({ name, signs }) => t("policy.highlights.line", { name, signs: signs.join(" · ") })).join("\n") || t("policy.adopt.nothing")),
    line("quiet", "quiet", t("policy.sections.quiet"), t("policy.quiet.sentence", { ...policy.quiet_hours, days: policy.quiet_hours.days === "opening_days" ? t("policy.quiet.opening_days") : t("policy.quiet.every_day") })),
    ...TEXTS.map((one) => line("texts", one, t(`policy.texts.${one}`), texts[one].trim() || t("policy.texts.notSent"))),
    line("texts", "urgent_in", t("policy.texts.urgentInAll"), texts.urgent_in.map(({ language, text }) => `${languageName(language)}: ${text.trim() || t("policy.adopt.nothing")}`).join("\n") || t("policy.adopt.nothing")),
    line("cover", "cover", t("policy.cover.label"), policy.cover.trim() || t("policy.adopt.nothing")),
    line("consent", "model", t("policy.consent.model"), t(`policy.consent.models.${policy.consent_model}`)),
    line("consent", "law", t("policy.consent.jurisdiction"), t(`policy.consent.jurisdictions.${policy.jurisdiction}`)),
    line("review", "review", t("policy.review.label"), longDay(policy.review_on)),
  ];
}

export type Change = Line & { was: string };

/** What a new version says otherwise. */
export function changesOf(before: PolicyDocument, after: PolicyDocument): Change[] {
  const old = new Map(linesOf(before).map((line) => [`${line.section}/${line.key}`, line.value]));
  return linesOf(after).flatMap((line) => {
    const was = old.get(`${line.section}/${line.key}`) ?? "";
    return was === line.value ? [] : [{ ...line, was }];
  });
}
