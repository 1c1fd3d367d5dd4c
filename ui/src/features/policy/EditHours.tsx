import type { PolicyDocument, SpanView } from "@/api";
import { ClockField, DayField } from "@/components";
import field from "@/components/Field.module.css";
import { t } from "@/i18n";
import { DAYS, DIVISIONS, divisionWords, spanWords } from "./describe";
import { Pick, Rows } from "./fields";
import styles from "./Policy.module.css";

type Hours = PolicyDocument["hours"];

const CORE: SpanView = { opens: "08:00", closes: "18:30" };

/** Opening hours: the ordinary week, and the days that differ from it. */
export function EditHours({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  return (
    <>
      <h4>{t("policy.hours.week")}</h4>
      <div className={styles.week}>
        {DAYS.map((day) => {
          const name = t(`policy.hours.days.${day}`);
          const spans = hours.week[day] ?? [];
          return (
            <div key={day} className={styles.weekday} role="group" aria-label={name} data-testid={`policy-${day}`}>
              <span className={styles.dayName}>{name}</span>
              <div>
                {spans.length === 0 && <p className={styles.closed}>{t("policy.hours.closed")}</p>}
                <Rows
                  items={spans} onChange={(next) => onChange({ ...hours, week: { ...hours.week, [day]: next } })} make={() => ({ ...CORE })} add={t("policy.hours.addSpan")} addLabel={t("policy.hours.addSpanTo", { day: name })}
                  remove={(index) => t("policy.hours.removeSpan", { day: name, span: spans[index] ? spanWords(spans[index]) : "" })} testId={`policy-${day}-spans`}
                >
                  {(span, set) => <Span span={span} name={name} onChange={set} />}
                </Rows>
              </div>
            </div>
          );
        })}
      </div>

      <h4>{t("policy.hours.closures")}</h4>
      <Rows items={hours.closures} onChange={(closures) => onChange({ ...hours, closures })} make={() => ({ date: "", span: null, reason: "" })} add={t("policy.hours.addClosure")} remove={(index) => t("policy.hours.removeClosure", { number: index + 1 })} testId="policy-closures">
        {(closure, set) => (
          <div className={styles.special}>
            <DayField label={t("policy.hours.date")} quiet value={closure.date} onChange={(date) => set({ ...closure, date })} />
            <label className={styles.tick}><input type="checkbox" checked={closure.span !== null} onChange={(event) => set({ ...closure, span: event.target.checked ? { opens: "12:00", closes: "18:30" } : null })} />{t("policy.hours.part")}</label>
            {closure.span && <Span span={closure.span} name={t("policy.hours.closures")} onChange={(span) => set({ ...closure, span })} />}
            <Reason value={closure.reason} onChange={(reason) => set({ ...closure, reason })} />
          </div>
        )}
      </Rows>

      <h4>{t("policy.hours.openings")}</h4>
      <Rows items={hours.openings} onChange={(openings) => onChange({ ...hours, openings })} make={() => ({ date: "", spans: [{ opens: "09:00", closes: "12:00" }], reason: "" })} add={t("policy.hours.addOpening")} remove={(index) => t("policy.hours.removeOpening", { number: index + 1 })} testId="policy-openings">
        {(opening, set) => (
          <div className={styles.special}>
            <DayField label={t("policy.hours.date")} quiet value={opening.date} onChange={(date) => set({ ...opening, date })} />
            <label className={styles.tick}><input type="checkbox" checked={opening.spans.length > 0} onChange={(event) => set({ ...opening, spans: event.target.checked ? [{ opens: "09:00", closes: "12:00" }] : [] })} />{t("policy.hours.otherHours")}</label>
            {opening.spans.map((span, index) => <Span key={index} span={span} name={t("policy.hours.openings")} onChange={(next) => set({ ...opening, spans: opening.spans.map((one, at) => (at === index ? next : one)) })} />)}
            <Reason value={opening.reason} onChange={(reason) => set({ ...opening, reason })} />
          </div>
        )}
      </Rows>

      <div className={styles.pair}>
        <Pick label={t("policy.hours.division")} value={hours.division ?? ""} onChange={(division) => onChange({ ...hours, division: division || null })} options={[...DIVISIONS.map((one): [string, string] => [one, divisionWords(one)]), ["", divisionWords(null)]]} testId="policy-division" />
        <div className={field.field}>
          <label className={field.label} htmlFor="policy-zone">{t("policy.hours.timeZone")}</label>
          <input id="policy-zone" className={field.input} value={hours.time_zone} onChange={(event) => onChange({ ...hours, time_zone: event.target.value })} data-testid="policy-zone" />
        </div>
      </div>
    </>
  );
}

function Span({ span, name, onChange }: { span: SpanView; name: string; onChange: (span: SpanView) => void }) {
  return (
    <span className={styles.span}>
      <ClockField quiet label={t("policy.hours.opens", { day: name })} value={span.opens} onChange={(opens) => onChange({ ...span, opens })} testId="span-opens" />
      <span>{t("policy.hours.to")}</span>
      <ClockField quiet label={t("policy.hours.closes", { day: name })} value={span.closes} onChange={(closes) => onChange({ ...span, closes })} testId="span-closes" />
    </span>
  );
}

const Reason = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <input className={`${field.input} ${styles.reason}`} aria-label={t("policy.hours.reason")} placeholder={t("policy.hours.reasonPlaceholder")} value={value} onChange={(event) => onChange(event.target.value)} />
);
