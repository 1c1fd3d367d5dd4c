import { useState, type RefObject } from "react";
import { Popover } from "react-aria-components";
import { useSnoozeTimes } from "@/api";
import { TimeChoice } from "@/components";
import { t } from "@/i18n";
import { laterWords } from "@/lib/later";
import styles from "@/components/TimeChoice.module.css";

type Props = { triggerRef: RefObject<HTMLElement | null>; open: boolean; onOpenChange: (open: boolean) => void; onChoose: (at: string) => void };

/** When a text leaves that does not leave now. */
export function Later({ triggerRef, open, onOpenChange, onChoose }: Props) {
  return (
    <Popover aria-label={t("later.title")} triggerRef={triggerRef} isOpen={open} onOpenChange={onOpenChange} placement="top end" offset={6} className={styles.menu ?? ""}>
      <Choice onChoose={onChoose} />
    </Popover>
  );
}

function Choice({ onChoose }: { onChoose: (at: string) => void }) {
  const [typed, setTyped] = useState("");
  const query = useSnoozeTimes(typed.trim());
  const reading = query.isPlaceholderData ? undefined : query.data?.typed;
  return (
    <TimeChoice
      name="later" title={t("later.title")} placeholder={t("later.placeholder")} help={t("later.help")} typed={typed} onTyped={setTyped} reading={reading} told={laterWords(reading)}
      presets={query.data?.presets} accepts={({ rest }) => rest === ""} act={(words) => t("later.send", { words })} onChoose={onChoose}
    />
  );
}
