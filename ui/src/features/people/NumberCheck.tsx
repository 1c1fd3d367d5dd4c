import { ChevronDown, PhoneCall } from "lucide-react";
import { useRef, useState } from "react";
import { Menu, MenuItem, Popover } from "react-aria-components";
import { useConfirmNumber, usePreferences } from "@/api";
import type { NumberSourceView } from "@/contract/NumberSourceView";
import { Button, useToast } from "@/components";
import { t } from "@/i18n";
import { longDay } from "@/lib/dates";
import { errorWords } from "@/lib/errors";
import { formatPhone } from "@/lib/numbers";
import styles from "./People.module.css";

const SOURCES: NumberSourceView[] = ["in_person", "phone", "letter", "record"];

type Props = { patient: string; number: string };

/** In the patient's pane, beside a number: when they were last asked about it. */
export function NumberState({ patient, number }: Props) {
  const { data } = usePreferences(patient);
  if (!data) return null;
  const known = data.numbers.find((one) => one.number === number);
  return (
    <small className={styles.asked} data-testid="number-state" data-old={known?.is_old ?? null}>
      <span className={known?.is_old ? styles.due : undefined} title={known?.by ? t("people.number.by", { name: known.by, how: t(`people.number.how.${known.source}`) }) : undefined}>
        {known ? t(known.is_old ? "people.number.old" : "people.number.confirmed", { date: longDay(known.on) }) : t("people.number.never")}
      </span>
      {data.may_record && <Confirm patient={patient} number={number} />}
    </small>
  );
}

/** Beside the composer, where the patient is to be asked about the number again. It keeps nobody from writing. */
export function NumberPrompt({ patient, number }: Props) {
  const { data } = usePreferences(patient);
  const known = data?.numbers.find((one) => one.number === number && one.is_old);
  // A route that is not safe has its own banner, which says where to turn instead.
  if (!known || data?.unsafe_route) return null;
  return (
    <div className={styles.prompt} role="note" data-testid="number-prompt">
      <PhoneCall size={14} aria-hidden="true" />
      <span>{t("people.number.prompt", { number: formatPhone(number), date: longDay(known.on) })}</span>
      {data?.may_record && <Confirm patient={patient} number={number} />}
    </div>
  );
}

function Confirm({ patient, number }: Props) {
  const confirm = useConfirmNumber();
  const toast = useToast();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const choose = (source: NumberSourceView) => confirm.mutate({ patient, number, on: null, source }, {
    onSuccess: () => toast({ text: t("people.number.done", { number: formatPhone(number) }) }),
    onError: (error) => toast({ tone: "bad", text: t("toast.failed", { message: errorWords(error) }) }),
  });
  return (
    <>
      <Button ref={button} size="small" variant="quiet" disabled={confirm.isPending} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(true)} data-testid="number-confirm">
        <span className={styles.opener}>{t("people.number.confirm")}<ChevronDown size={12} aria-hidden="true" /></span>
      </Button>
      <Popover aria-label={t("people.number.menu")} triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom end" offset={6} className={styles.menu ?? ""}>
        <Menu aria-label={t("people.number.menu")} className={styles.items ?? ""} autoFocus="first" onClose={() => setOpen(false)} onAction={(key) => choose(key as NumberSourceView)}>
          {SOURCES.map((one) => <MenuItem key={one} id={one} className={styles.item ?? ""} data-testid={`number-${one}`}>{t(`people.number.how.${one}`)}</MenuItem>)}
        </Menu>
      </Popover>
    </>
  );
}
