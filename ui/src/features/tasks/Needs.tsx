import { BookOpenText, Ear, Eye, Languages, ListOrdered, PencilLine, StickyNote, type LucideIcon } from "lucide-react";
import { usePreferences, type NeedsView } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import { isEnglish, languageName } from "@/lib/languages";
import styles from "./Tasks.module.css";

type Need = { key: string; icon: LucideIcon; words: string };

/** What is recorded, in words, the hardest first. */
function needWords(needs: NeedsView): Need[] {
  const found: Need[] = [];
  if (needs.cannot_phone) found.push({ key: "phone", icon: Ear, words: t("tasks.needs.cannot_phone") });
  if (needs.low_vision) found.push({ key: "vision", icon: Eye, words: t("tasks.needs.low_vision") });
  const reads = needs.language && !isEnglish(needs.language) ? languageName(needs.language) : null;
  if (reads) found.push({ key: "reads", icon: BookOpenText, words: t("tasks.needs.reads", { language: reads }) });
  if (needs.interpreter) found.push({ key: "language", icon: Languages, words: t("tasks.needs.interpreterFor", { language: needs.interpreter }) });
  const [first, second] = needs.order;
  if (first) {
    const way = t(`tasks.needs.inline.${first}`);
    found.push({ key: "order", icon: ListOrdered, words: second ? t("tasks.needs.wantsThen", { way, then: t(`tasks.needs.inline.${second}`) }) : t("tasks.needs.wants", { way }) });
  }
  if (needs.other.trim()) found.push({ key: "other", icon: StickyNote, words: needs.other });
  return found;
}

const Lines = ({ needs }: { needs: Need[] }) => needs.map(({ key, icon: Icon, words }) => <li key={key} data-testid="need" data-need={key}><Icon size={13} aria-hidden="true" /><span dir="auto">{words}</span></li>);

/** Beside the composer: nobody writes past what a patient needs (C3.2). */
export function NeedsStrip({ patient }: { patient: string }) {
  const needs = usePreferences(patient).data?.needs;
  const found = needs ? needWords(needs) : [];
  if (found.length === 0) return null;
  return <ul className={styles.strip} aria-label={t("tasks.needs.strip")} data-testid="needs-strip"><Lines needs={found} /></ul>;
}

/** In the patient's pane. */
export function NeedsPart({ patient, onEdit }: { patient: string; onEdit: ((needs: NeedsView) => void) | null }) {
  const known = usePreferences(patient).data;
  if (!known) return null;
  const { needs, noted } = known;
  const found = needWords(needs);
  const how = needs.source && t(`tasks.needs.source.${needs.source}`);
  return (
    <section className={styles.part} aria-label={t("tasks.needs.title")} data-testid="needs-part">
      <header><h3>{t("tasks.needs.title")}</h3>{onEdit && <Button variant="quiet" size="small" icon={<PencilLine size={13} />} title={t("tasks.needs.edit")} onClick={() => onEdit(needs)} data-testid="needs-edit" />}</header>
      {found.length ? <ul className={styles.needs}><Lines needs={found} /></ul> : <p className={styles.soft}>{t("tasks.needs.none")}</p>}
      {noted && <p className={styles.soft} data-testid="needs-noted">{t("tasks.needs.noted", { name: noted.by ?? "", date: longDay(isoDay(new Date(noted.at))) })}{how && <>, {how}</>}</p>}
    </section>
  );
}
