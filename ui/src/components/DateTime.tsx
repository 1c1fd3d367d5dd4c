import { parseDate, parseTime } from "@internationalized/date";
import { DateField, DateInput, DateSegment, Label, TimeField } from "react-aria-components";
import styles from "./Field.module.css";

type Props = {
  label: string;
  /** Whether the label is only spoken, because a heading or a row says it. */
  quiet?: boolean;
  /** "2026-11-22" or "14:05"; empty: none. */
  value: string;
  onChange: (value: string) => void;
  invalid?: boolean;
  describedBy?: string;
  testId?: string;
};

/** Reads a value, or nothing where it is not one. */
function read<T>(parse: (text: string) => T, text: string): T | null {
  try {
    return text ? parse(text) : null;
  } catch {
    return null;
  }
}

const labelled = (label: string, quiet: boolean) => (quiet ? { "aria-label": label } : {});

/** A day, written as people here write it whatever the computer is set to: day, month, year. */
export function DayField({ label, quiet = false, value, onChange, invalid = false, describedBy, testId }: Props) {
  return (
    <DateField className={styles.field ?? ""} {...labelled(label, quiet)} value={read(parseDate, value)} onChange={(day) => onChange(day?.toString() ?? "")} isInvalid={invalid} {...(describedBy && { "aria-describedby": describedBy })} shouldForceLeadingZeros data-testid={testId}>
      {!quiet && <Label className={styles.label ?? ""}>{label}</Label>}
      <DateInput className={styles.segments ?? ""}>{(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}</DateInput>
    </DateField>
  );
}

/** A time of day, by the 24-hour clock. */
export function ClockField({ label, quiet = false, value, onChange, invalid = false, describedBy, testId }: Props) {
  return (
    <TimeField className={styles.field ?? ""} {...labelled(label, quiet)} value={read(parseTime, value)} onChange={(time) => onChange(time?.toString().slice(0, 5) ?? "")} isInvalid={invalid} {...(describedBy && { "aria-describedby": describedBy })} hourCycle={24} granularity="minute" shouldForceLeadingZeros data-testid={testId}>
      {!quiet && <Label className={styles.label ?? ""}>{label}</Label>}
      <DateInput className={styles.segments ?? ""}>{(segment) => <DateSegment segment={segment} className={styles.segment ?? ""} />}</DateInput>
    </TimeField>
  );
}
