import { X } from "lucide-react";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { t } from "@/i18n";
import { Button } from "./Button";
import styles from "./Toasts.module.css";

export type Toast = { text: string; tone?: "plain" | "bad"; act?: { label: string; run: () => void; testId?: string } | undefined; lasts?: number };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Says that something was done, and how to take it back. One at a time: the newest. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { key: number }) | null>(null);
  const count = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback((toast: Toast) => {
    clearTimeout(timer.current);
    const key = ++count.current;
    setShown({ ...toast, key });
    timer.current = setTimeout(() => setShown((now) => (now?.key === key ? null : now)), toast.lasts ?? (toast.tone === "bad" ? 10_000 : 6000));
  }, []);
  const hide = useCallback(() => setShown(null), []);
  const act = shown?.act;
  return (
    <ToastContext value={useMemo(() => show, [show])}>
      {children}
      <section className={styles.place} aria-label={t("toast.region")}>
        <div role="status" aria-live="polite">
          {shown && (
            <div key={shown.key} className={`${styles.toast} ${shown.tone === "bad" ? styles.bad : ""}`} data-testid="toast">
              <span className={styles.text}>{shown.text}</span>
              {act && <button type="button" className={styles.act} data-testid={act.testId} onClick={() => { hide(); act.run(); }}>{act.label}</button>}
              <Button variant="quiet" size="small" icon={<X size={14} />} title={t("toast.dismiss")} onClick={hide} />
            </div>
          )}
        </div>
      </section>
    </ToastContext>
  );
}
