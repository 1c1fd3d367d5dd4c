import { PencilLine } from "lucide-react";
import type { ProviderView } from "@/api";
import type { ProviderFactLine } from "@/contract/ProviderFactLine";
import { Button, Chip } from "@/components";
import { t } from "@/i18n";
import { isoDay, longDay } from "@/lib/dates";
import styles from "./Settings.module.css";

const isKnown = (line: ProviderFactLine) => (line.is_paper ? line.dated !== null && (!line.runs_out || line.valid_to !== null) : line.words !== "");

/** What stands in writing, a line a fact, and what is missing. */
export function Papers({ view, onEdit }: { view: ProviderView; onEdit: () => void }) {
  const today = isoDay(new Date());
  const recorded = view.recorded_by && view.recorded_at ? t("practice.provider.recorded", { name: view.recorded_by, date: longDay(isoDay(new Date(view.recorded_at))) }) : null;
  const nothing = view.recorded_at === null;
  return (
    <>
      <dl className={styles.papers} data-testid="papers">
        <dt>{t("practice.provider.name")}</dt><dd>{view.name ? <bdi>{view.name}</bdi> : <Chip tone="time">{t("practice.provider.missing")}</Chip>}</dd>
        {view.facts.map((line) => (
          <div key={line.fact} className={styles.paper} data-testid="paper" data-fact={line.fact} data-known={isKnown(line)}>
            <dt>{t(`practice.provider.facts.${line.fact}`)}</dt>
            <dd>
              {line.words && <bdi>{line.words}</bdi>}
              {line.dated && <span>{longDay(line.dated)}{line.valid_to ? `, ${t("practice.provider.runsOut", { date: longDay(line.valid_to) })}` : `, ${t("practice.provider.never")}`}</span>}
              {line.valid_to && line.valid_to < today && <Chip tone="urgent">{t("practice.provider.ranOut")}</Chip>}
              {!isKnown(line) && <Chip tone="time">{t("practice.provider.missing")}</Chip>}
            </dd>
          </div>
        ))}
      </dl>
      {recorded && <p className={styles.soft}>{recorded}</p>}
      {view.may_record
        ? <div className={styles.acts}><Button variant={nothing ? "primary" : "plain"} icon={<PencilLine size={14} />} onClick={onEdit} data-testid="papers-edit">{t(nothing ? "practice.provider.edit" : "practice.provider.editAgain")}</Button></div>
        : <p className={styles.soft}>{t("practice.provider.readOnly")}</p>}
    </>
  );
}
