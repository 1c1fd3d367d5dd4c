import type { RoleAccountView } from "@/contract/RoleAccountView";
import type { RoleLineView } from "@/contract/RoleLineView";
import { t } from "@/i18n";

/** Whose a conversation is that a duty has: "Duty nurse (held by A. Okafor)". */
export function whoseWords({ name: account, holder }: RoleAccountView, names: { id: string; name: string }[], me: string): string {
  if (holder === me) return t("duty.whose.mine", { account });
  const name = names.find(({ id }) => id === holder)?.name;
  return name ? t("duty.whose.held", { account, name }) : t("duty.whose.nobody", { account });
}

/** What happened, in a sentence that names who did it. */
export function lineWords({ kind, account, by, from, to }: RoleLineView): string {
  const words = { account, by: by ?? t("duty.somebody"), from, to: to ?? t("duty.somebody") };
  if (kind === "taken" && from) return t("duty.lines.takenFrom", words);
  if (kind === "handed_over" && from && from !== by) return t("duty.lines.handedFrom", words);
  if (kind === "let_go" && from && from !== by) return t("duty.lines.letGoFor", words);
  return t(`duty.lines.${kind}`, words);
}
