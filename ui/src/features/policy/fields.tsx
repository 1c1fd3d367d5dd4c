import { Plus, X } from "lucide-react";
import { useId, useRef, useState, type ReactNode } from "react";
import { Button, Select } from "@/components";
import field from "@/components/Field.module.css";
import styles from "./Policy.module.css";

type RowsProps<T> = {
  items: T[];
  onChange: (items: T[]) => void;
  make: () => T;
  add: string;
  addLabel?: string;
  remove: (index: number) => string;
  children: (item: T, set: (item: T) => void, index: number, fresh: boolean) => ReactNode;
  testId: string;
};

/** A list that can be added to and taken from. The focus goes to what was added, and back to the button after taking away. */
export function Rows<T>({ items, onChange, make, add, addLabel, remove, children, testId }: RowsProps<T>) {
  const [added, setAdded] = useState(-1);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div className={styles.rows} data-testid={testId}>
      {items.length > 0 && (
        <ul>
          {items.map((item, index) => (
            <li key={index} className={styles.row}>
              {children(item, (next) => onChange(items.map((one, at) => (at === index ? next : one))), index, index === added)}
              <Button variant="quiet" icon={<X size={14} />} title={remove(index)} onClick={() => { onChange(items.filter((_, at) => at !== index)); button.current?.focus(); }} data-testid={`${testId}-remove`} />
            </li>
          ))}
        </ul>
      )}
      <Button ref={button} size="small" variant="quiet" icon={<Plus size={13} />} aria-label={addLabel} onClick={() => { setAdded(items.length); onChange([...items, make()]); }} data-testid={`${testId}-add`}>{add}</Button>
    </div>
  );
}

/** A whole number. What is not one is shown until the field is left, and then forgotten. */
export function Count({ label, value, onChange, unit, testId }: { label: string; value: number; onChange: (value: number) => void; unit?: string; testId?: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className={styles.count}>
      <input
        className={field.input} inputMode="numeric" aria-label={label} value={typed ?? String(value)} data-testid={testId} onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          if (/^\d{1,6}$/u.test(event.target.value)) onChange(Number(event.target.value));
        }}
      />
      {unit && <span>{unit}</span>}
    </span>
  );
}

export function Pick({ label, quiet = false, value, onChange, options, testId }: { label: string; quiet?: boolean; value: string; onChange: (value: string) => void; options: [string, string][]; testId?: string }) {
  const id = useId();
  return (
    <div className={field.field}>
      {!quiet && <label className={field.label} htmlFor={id}>{label}</label>}
      <Select id={id} aria-label={quiet ? label : undefined} value={value} onChange={(event) => onChange(event.target.value)} data-testid={testId}>
        {options.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
      </Select>
    </div>
  );
}

export function Words({ label, help, value, onChange, rows = 2, testId }: { label: string; help?: string | undefined; value: string; onChange: (value: string) => void; rows?: number; testId: string }) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>{label}</label>
      <textarea id={id} className={field.input} rows={rows} value={value} aria-describedby={help ? `${id}help` : undefined} onChange={(event) => onChange(event.target.value)} data-testid={testId} />
      {help && <p id={`${id}help`} className={field.help}>{help}</p>}
    </div>
  );
}
