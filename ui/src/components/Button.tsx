import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { ariaKeys, hint, type ShortcutId } from "@/lib/shortcuts";
import styles from "./Button.module.css";

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className"> & {
  variant?: "primary" | "plain" | "quiet" | "danger" | "note";
  size?: "small" | "medium" | "large";
  icon?: ReactNode;
  /** The act in the table of keys: its key is written on the button and told to screen readers. */
  shortcut?: ShortcutId;
  /** Whether the key is written on the button; otherwise it stands in the tooltip. */
  showKey?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ variant = "plain", size = "medium", icon, shortcut, showKey = true, children, title, type = "button", ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles.button} ${styles[variant]} ${styles[size]} ${children ? "" : styles.bare}`}
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      title={title && shortcut ? `${title} (${hint(shortcut)})` : title}
      aria-label={rest["aria-label"] ?? (children ? undefined : title)}
    >
      {icon}
      {children && <span className={styles.words}>{children}</span>}
      {shortcut && showKey && children && <kbd className={styles.key} aria-hidden="true">{hint(shortcut)}</kbd>}
    </button>
  );
}
