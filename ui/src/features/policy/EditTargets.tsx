import type { EscalationView, PolicyDocument, TargetView } from "@/api";
import { t } from "@/i18n";
import { CLASSES } from "./describe";
import { Count, Pick } from "./fields";
import styles from "./Policy.module.css";

type Targets = PolicyDocument["targets"];

/** How long an answer may take, a row a class. */
export function EditTargets({ targets, onChange }: { targets: Targets; onChange: (targets: Targets) => void }) {
  const look = targets.first_look;
  const rule = targets.working_day;
  const rules = (["same_time", "close_of_day", "working_time"] as const).map((one): [string, string] => [one, t(`policy.targets.rules.${one}`)]);
  return (
    <>
      <h4>{t("policy.targets.firstLook")}<small>{t("policy.targets.firstLookHelp")}</small></h4>
      <div className={styles.inline}>
        <label>{t("policy.targets.unflagged")} <Count label={`${t("policy.targets.firstLook")}, ${t("policy.targets.unflagged")}`} value={look.minutes} onChange={(minutes) => onChange({ ...targets, first_look: { ...look, minutes } })} unit={t("policy.late.unit")} testId="policy-look" /></label>
        <label>{t("policy.targets.flagged")} <Count label={`${t("policy.targets.firstLook")}, ${t("policy.targets.flagged")}`} value={look.flagged_minutes} onChange={(flagged_minutes) => onChange({ ...targets, first_look: { ...look, flagged_minutes } })} unit={t("policy.late.unit")} testId="policy-look-flagged" /></label>
      </div>
      {CLASSES.map((one) => {
        const target = targets[one];
        const set = (next: Partial<typeof target>) => onChange({ ...targets, [one]: { ...target, ...next } });
        const name = t(`policy.targets.classes.${one}`);
        return (
          <div key={one} className={styles.class} role="group" aria-label={name} data-testid={`policy-class-${one}`}>
            <h4>{name}</h4>
            <div className={styles.targets}>
              <Target label={t("policy.targets.reply")} target={target.reply} onChange={(reply) => reply && set({ reply })} />
              <Target label={t("policy.targets.resolve")} target={target.resolve} optional onChange={(resolve) => set({ resolve })} />
              <div><span className={styles.targetLabel}>{t("policy.targets.warn")}</span><Count label={t("policy.targets.warnLabel", { label: name })} value={target.warn_before_minutes} onChange={(warn_before_minutes) => set({ warn_before_minutes })} unit={t("policy.targets.warnBefore", { time: t("policy.late.unit") })} /></div>
            </div>
          </div>
        );
      })}
      <div className={styles.pair}>
        <Pick label={t("policy.targets.workingDay")} value={rule.rule} onChange={(next) => onChange({ ...targets, working_day: next === "working_time" ? { rule: next, minutes_per_day: 630 } : { rule: next as "same_time" | "close_of_day" } })} options={rules} testId="policy-working-day" />
        {rule.rule === "working_time" && <div><span className={styles.targetLabel}>{t("policy.targets.minutesPerDay")}</span><Count label={t("policy.targets.minutesPerDay")} value={rule.minutes_per_day} onChange={(minutes_per_day) => onChange({ ...targets, working_day: { rule: "working_time", minutes_per_day } })} unit={t("policy.late.unit")} /></div>}
      </div>
    </>
  );
}

function Target({ label, target, optional = false, onChange }: { label: string; target: TargetView | null; optional?: boolean; onChange: (target: TargetView | null) => void }) {
  const kinds = (["working_minutes", "working_days", "close_of_day"] as const).map((one): [string, string] => [one, t(`policy.targets.kind.${one}`)]);
  function choose(kind: string) {
    if (kind === "working_minutes") return onChange({ target: kind, minutes: 60 });
    if (kind === "working_days") return onChange({ target: kind, days: 1 });
    return onChange(kind === "close_of_day" ? { target: kind } : null);
  }
  return (
    <div>
      <span className={styles.targetLabel}>{label}</span>
      <span className={styles.target}>
        {target?.target === "working_minutes" && <Count label={t("policy.targets.count", { label })} value={target.minutes} onChange={(minutes) => onChange({ ...target, minutes })} />}
        {target?.target === "working_days" && <Count label={t("policy.targets.count", { label })} value={target.days} onChange={(days) => onChange({ ...target, days })} />}
        <Pick quiet label={t("policy.targets.whichKind", { label })} value={target?.target ?? ""} onChange={choose} options={optional ? [["", t("policy.targets.none")], ...kinds] : kinds} />
      </span>
    </div>
  );
}

/** A number of the policy, in its unit. */
export function EditCount({ about, count, onChange }: { about: "replies" | "numbers" | "receipt"; count: number; onChange: (count: number) => void }) {
  return (
    <>
      <h4>{t(`policy.${about}.label`)}</h4>
      <div className={styles.inline}><Count label={t(`policy.${about}.label`)} value={count} onChange={onChange} unit={t(`policy.${about}.unit`)} testId={`policy-${about}`} /></div>
    </>
  );
}

/** Who hears of what is late, and when. */
export function EditEscalation({ label, escalation, onChange }: { label: string; escalation: EscalationView; onChange: (escalation: EscalationView) => void }) {
  return (
    <div role="group" aria-label={label}>
      <h4>{label}</h4>
      <div className={styles.inline}>
        <label>{t("policy.late.team")} <Count label={`${label}: ${t("policy.late.team")}`} value={escalation.team_after_minutes} onChange={(team_after_minutes) => onChange({ ...escalation, team_after_minutes })} unit={t("policy.late.unit")} /></label>
        <label>{t("policy.late.manager")} <Count label={`${label}: ${t("policy.late.manager")}`} value={escalation.manager_after_minutes} onChange={(manager_after_minutes) => onChange({ ...escalation, manager_after_minutes })} unit={t("policy.late.unit")} /></label>
      </div>
    </div>
  );
}
