import type { TakenView } from "@/api";
import { Reads } from "@/components";
import { t } from "@/i18n";
import styles from "./Templates.module.css";

/** What was taken out of a message that a template is made of: the person sees it before anything is saved (H-10). */
export function Taken({ taken }: { taken: TakenView[] }) {
  // The same words taken out twice are one line.
  const lines = [...new Map(taken.map((one) => [`${one.what} ${one.was} ${one.put}`, one])).values()];
  return (
    <section className={styles.approval} aria-label={t("made.title")} data-testid="template-taken">
      <strong>{t("made.title")}</strong>
      {lines.length > 0 && (
        <dl className={styles.taken}>
          {lines.map(({ what, was, put }) => (
            <div key={`${what} ${was} ${put}`} data-testid="taken" data-what={what}>
              <dt>{t(`made.what.${what}`)}</dt>
              <dd><del>{was}</del> <span className={styles.quiet}>{put ? t("made.to") : t("made.signature")}</span> {put && <Reads text={put} />}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={styles.quiet}>{t(lines.length ? "made.help" : "made.none")}</p>
    </section>
  );
}
