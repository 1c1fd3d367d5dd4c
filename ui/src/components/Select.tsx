import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import field from "./Field.module.css";

/** One of a few, in the shape of the other fields. */
export const Select = ({ children, ...props }: ComponentProps<"select">) => (
  <div className={field.select}>
    <select {...props} className={field.input}>{children}</select>
    <ChevronDown size={16} aria-hidden="true" />
  </div>
);
