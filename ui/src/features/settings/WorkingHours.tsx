import { Plus, X } from "lucide-react";
import type { SpanView, StaffView } from "@/api";
import { Button, ClockField } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import styles from "./Settings.module.css";

export type Week = NonNullable<StaffView["hours"]>;

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const DAY: SpanView = { opens: "08:00", closes: "18:30" };
const AFTERNOON: SpanView = { opens: "14:00", closes: "18:30" };

/** Whether there is any time in a week at which somebody works. */
export const worksAtAll = (week: Week): boolean => DAYS.some((day) => (week[day] ?? []).length > 0);

const ordinary = (): Week => Object.fromEntries(DAYS.map((day, index) => [day, index < 5 ? [{ ...DAY }] : []]));

type Props = { id: string; hours: Week | null; onChange: (hours: Week | null) => void; problem: string | null };

/** When somebody works in an ordinary week; without it, whenever the practice is open. */
export function WorkingHours({ id, hours, onChange, problem }: Props) {
  return (
    <div className={styles.hours}>
      <label className={field.check}>
        <input type="checkbox" checked={hours !== null} onChange={(event) => onChange(event.target.checked ? ordinary() : null)} data-testid="staff-hours" />
        <span>{t("practice.staff.hours.set")}</span>
        <small>{t("practice.staff.hours.help")}</small>
      </label>
      {hours && (
        <div id={id} role="group" aria-label={t("practice.staff.hours.title")} className={styles.week}>
          {DAYS.map((day) => <Weekday key={day} day={day} spans={hours[day] ?? []} onChange={(spans) => onChange({ ...hours, [day]: spans })} />)}
          {problem && <p className={field.error} role="alert">{problem}</p>}
        </div>
      )}
    </div>
  );
}

function Weekday({ day, spans, onChange }: { day: (typeof DAYS)[number]; spans: SpanView[]; onChange: (spans: SpanView[]) => void }) {
  const name = t(`practice.staff.hours.days.${day}`);
  const set = (at: number, next: Partial<SpanView>) => onChange(spans.map((span, index) => (index === at ? { ...span, ...next } : span)));
  return (
    <div className={styles.weekday} role="group" aria-label={name} data-testid={`staff-${day}`}>
      <span className={styles.dayName}>{name}</span>
      <div className={styles.spans}>
        {spans.length === 0 && <span className={styles.offDay}>{t("practice.staff.hours.off")}</span>}
        {spans.map((span, index) => (
          <span key={index} className={styles.span}>
            <ClockField quiet label={t("practice.staff.hours.from", { day: name })} value={span.opens} onChange={(opens) => set(index, { opens })} testId="staff-opens" />
            <span aria-hidden="true">{t("practice.staff.hours.until")}</span>
            <ClockField quiet label={t("practice.staff.hours.to", { day: name })} value={span.closes} onChange={(closes) => set(index, { closes })} testId="staff-closes" />
            <Button size="small" variant="quiet" icon={<X size={13} />} title={t("practice.staff.hours.remove", { span: t("practice.staff.hours.span", span), day: name })} onClick={() => onChange(spans.filter((_, at) => at !== index))} data-testid="staff-span-remove" />
          </span>
        ))}
      </div>
      <Button size="small" variant="quiet" icon={<Plus size={13} />} title={t("practice.staff.hours.add", { day: name })} onClick={() => onChange([...spans, { ...(spans.length ? AFTERNOON : DAY) }])} data-testid="staff-span-add" />
    </div>
  );
}
