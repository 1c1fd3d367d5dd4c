import { useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import type { FindingView } from "@/api";
import { pieces } from "./marks";
import styles from "./Field.module.css";

type Props = { box: RefObject<HTMLTextAreaElement | null>; text: string; findings: FindingView[]; /** Where the list of templates opens. */ anchor: number | null; anchorRef: RefObject<HTMLSpanElement | null>; children: ReactNode };

/** The box, and beneath its words the marks: a text box cannot mark its own words. */
export function Field({ box, text, findings, anchor, anchorRef, children }: Props) {
  const under = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const follow = () => { if (under.current) under.current.scrollTop = element.scrollTop; };
    follow();
    element.addEventListener("scroll", follow);
    return () => element.removeEventListener("scroll", follow);
  });
  return (
    <div className={styles.field}>
      <div ref={under} className={styles.under} dir="auto" aria-hidden="true">
        {pieces(text, findings).map((piece) => {
          const split = anchor !== null && anchor >= piece.at && anchor < piece.at + piece.text.length ? anchor - piece.at : -1;
          const words = split < 0 ? piece.text : <>{piece.text.slice(0, split)}<span ref={anchorRef} />{piece.text.slice(split)}</>;
          return piece.severity ? <mark key={piece.at} className={styles[piece.severity]} data-testid="composer-mark" data-severity={piece.severity}>{words}</mark> : <span key={piece.at}>{words}</span>;
        })}
        {"\n"}
      </div>
      {children}
    </div>
  );
}
