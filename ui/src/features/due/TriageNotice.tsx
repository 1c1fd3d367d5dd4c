import { CalendarClock, UserRoundX } from "lucide-react";
import { useNameHolder, useTriage, type StaffView } from "@/api";
import { Button, Notice, useToast } from "@/components";
import { t } from "@/i18n";
import { dueTime } from "@/lib/dates";
import { errorWords } from "@/lib/errors";
import { useNow } from "@/lib/hooks";

type Props = { me: StaffView; mayOrganise: boolean; onToday: () => void; onEnd: () => void };

/** Stands above everything while nobody holds triage in opening hours, and while a day with something left is not closed. */
export function TriageNotice({ me, mayOrganise, onToday, onEnd }: Props) {
  const triage = useTriage().data;
  const now = useNow(30_000);
  const name = useNameHolder();
  const toast = useToast();
  const left = triage?.left.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const take = () => name.mutate({ holder: me.id }, {
    onSuccess: () => toast({ text: t("due.triage.named", { name: me.name }) }),
    onError: (error) => toast({ tone: "bad", text: t("due.triage.failed", { message: errorWords(error) }) }),
  });
  return (
    <>
      {triage?.is_missing && (
        <Notice tone="urgent" alert icon={<UserRoundX size={15} aria-hidden="true" />} text={t("due.triage.missing")} testId="triage-missing">
          {mayOrganise && <Button size="small" disabled={name.isPending} onClick={take} data-testid="triage-take">{t("due.triage.takeIt")}</Button>}
          {mayOrganise && <Button size="small" onClick={onToday} data-testid="triage-choose">{t("due.triage.choose")}</Button>}
        </Notice>
      )}
      {triage?.to_close && (
        <Notice tone="time" icon={<CalendarClock size={15} aria-hidden="true" />} text={t(new Date(triage.to_close).getTime() <= now ? "due.day.noticePast" : "due.day.notice", { count: left, time: dueTime(triage.to_close, new Date(now)) })} testId="day-to-close">
          {mayOrganise && <Button size="small" onClick={onEnd} data-testid="day-end-open">{t("due.day.open")}</Button>}
        </Notice>
      )}
    </>
  );
}
