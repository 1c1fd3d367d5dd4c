import type { CorrespondentView } from "@/contract/CorrespondentView";
import { t } from "@/i18n";

/** "mother", or "parent" where staff gave no word of their own. */
export const calledOf = (who: CorrespondentView): string => who.called || t(`people.relationship.${who.relationship}`);

/** "Jane Harlow (mother)": wherever it must be clear whose words these are, or to whom they go. */
export const whoWords = (who: CorrespondentView): string => `${who.name} (${calledOf(who)})`;

/** "Jane": on a button. */
export const callName = (who: CorrespondentView): string => who.name.trim().split(/\s+/u)[0] || who.name;
