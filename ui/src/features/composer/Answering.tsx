import { X } from "lucide-react";
import type { QuoteView } from "@/contract/QuoteView";
import { Button, Quoted } from "@/components";
import { t } from "@/i18n";
import styles from "./Answering.module.css";

type Props = { quote: QuoteView; note: boolean; name: string; from: string | null; onJump: (number: number) => void; onRemove: () => void };

/** Which message is being answered. A text message carries no quote, and that is said here. */
export const Answering = ({ quote, note, name, from, onJump, onRemove }: Props) => (
  <div className={styles.answering} data-testid="composer-quote" data-gone={quote.gone}>
    {quote.gone ? <p role="status">{t("quote.gone")}</p> : <Quoted quote={quote} from={from} onJump={onJump} testId="composer-quote-jump" />}
    {!note && !quote.gone && <span className={styles.only} data-testid="composer-quote-only">{t("quote.onlyText", { name })}</span>}
    <Button size="small" variant="quiet" icon={<X size={14} />} title={t("quote.remove")} onClick={onRemove} data-testid="composer-quote-remove" />
  </div>
);
