import { Trash2 } from "lucide-react";
import { t } from "@/i18n";
import { languageName, languagesWith } from "@/lib/languages";
import { Button } from "./Button";
import { Choice } from "./Select";
import styles from "./small.module.css";

type Props = {
  /** The languages there are wordings in. */
  tags: string[];
  /** Which is shown. */
  at: number;
  /** Whether the first stays. */
  keepFirst?: boolean;
  onAt: (at: number) => void;
  onAdd: (tag: string) => void;
  onRemove: () => void;
  testId: string;
};

/** Which language's wording is shown, and which there are. */
export function LanguageBar({ tags, at, keepFirst = false, onAt, onAdd, onRemove, testId }: Props) {
  const others = languagesWith(null).filter((tag) => tag !== "en" && !tags.includes(tag));
  const shown = tags[at];
  return (
    <div className={styles.languages}>
      {tags.length > 1 && (
        <Choice label={t("languages.shown")} value={shown ?? ""} onChange={(tag) => onAt(tags.indexOf(tag))} data-testid={`${testId}-language`}>
          {tags.map((tag) => <option key={tag} value={tag}>{languageName(tag)}</option>)}
        </Choice>
      )}
      <Choice label={t("languages.add")} value="" onChange={onAdd} data-testid={`${testId}-add-language`}>
        <option value="">{t("languages.choose")}</option>
        {others.map((tag) => <option key={tag} value={tag}>{languageName(tag)}</option>)}
      </Choice>
      {shown && !(keepFirst && at === 0) && <Button variant="quiet" size="small" icon={<Trash2 size={13} />} onClick={onRemove} data-testid={`${testId}-remove-language`}>{t("languages.remove", { language: languageName(shown) })}</Button>}
    </div>
  );
}
