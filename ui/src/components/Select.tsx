import { ChevronDown } from "lucide-react";
import { useId, type ComponentProps } from "react";
import field from "./Field.module.css";

/** One of a few, in the shape of the other fields. */
export const Select = ({ children, ...props }: ComponentProps<"select">) => (
  <div className={field.select}>
    <select {...props} className={field.input}>{children}</select>
    <ChevronDown size={16} aria-hidden="true" />
  </div>
);

type ChoiceProps = Omit<ComponentProps<"select">, "id" | "onChange"> & { label: string; /** What choosing it means, below it. */ help?: string; onChange: (value: string) => void };

/** One of a few, with its name above. */
export function Choice({ label, help, onChange, ...props }: ChoiceProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>{label}</label>
      <Select id={id} onChange={(event) => onChange(event.target.value)} {...(help && { "aria-describedby": `${id}help` })} {...props} />
      {help && <p id={`${id}help`} className={field.help}>{help}</p>}
    </div>
  );
}
