import { CloudOff, Pause, ShieldAlert, CircleCheck, LoaderCircle, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import { Dialog, Popover, Switch } from "react-aria-components";
import { useCommand, type SyncView, type WorkerKind } from "@/api";
import { Button } from "@/components";
import { t } from "@/i18n";
import { clock } from "@/lib/dates";
import styles from "./SyncState.module.css";

/** Whether messages come and go, in words. */
function words(sync: SyncView): string {
  const off = sync.workers.filter((worker) => worker.paused).map((worker) => t(`sync.short.${worker.name}`));
  switch (sync.state) {
    case "idle": return t("sync.idle");
    case "running": return sync.checked_at ? t("sync.running", { time: clock(sync.checked_at) }) : t("sync.never");
    case "offline": return sync.offline_since ? t("sync.offline", { time: clock(sync.offline_since) }) : t("sync.offlinePlain");
    case "paused": return off.length ? t("sync.pausedWho", { names: off.join(", ") }) : t("sync.paused");
    case "refused": return t("sync.refused");
  }
}

const ICONS = { idle: LoaderCircle, running: CircleCheck, offline: CloudOff, paused: Pause, refused: ShieldAlert };

export function SyncState({ sync }: { sync: SyncView }) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const Icon = ICONS[sync.state];
  return (
    <>
      <button
        ref={trigger} type="button" className={`${styles.state} ${styles[sync.state]}`} data-testid="sync-state" data-state={sync.state}
        aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}
      >
        <Icon size={14} aria-hidden="true" />
        <span>{words(sync)}</span>
      </button>
      <Popover triggerRef={trigger} isOpen={open} onOpenChange={setOpen} placement="bottom end" offset={6} className={styles.popover ?? ""}>
        <Dialog aria-label={t("sync.title")} className={styles.dialog ?? ""}><SyncDetail sync={sync} /></Dialog>
      </Popover>
    </>
  );
}

function SyncDetail({ sync }: { sync: SyncView }) {
  const collect = useCommand("collect_now");
  const pause = useCommand("pause_worker");
  const toggle = (worker: WorkerKind, on: boolean) => pause.mutate({ worker, paused: !on });
  const problem = collect.error ?? pause.error;
  return (
    <>
      <header className={styles.head}>
        <h2>{t("sync.title")}</h2>
        <Button size="small" icon={<RefreshCw size={13} />} disabled={collect.isPending} onClick={() => collect.mutate(null)} data-testid="sync-check">
          {collect.isPending ? t("sync.checking") : t("sync.checkNow")}
        </Button>
      </header>
      {sync.state === "offline" && <p className={styles.help}>{t("sync.offlineHelp")}</p>}
      {sync.state === "refused" && <p className={styles.bad}>{t("sync.refusedHelp")}</p>}
      <ul className={styles.workers}>
        {sync.workers.map((worker) => (
          <li key={worker.name} data-testid={`worker-${worker.name}`}>
            <div>
              <b>{t(`sync.workers.${worker.name}`)}</b>
              <span className={worker.problem && !worker.paused ? styles.bad : styles.help}>{worker.paused ? t("sync.off") : (worker.problem ?? t("sync.fine"))}</span>
            </div>
            <Switch className={styles.switch ?? ""} isSelected={!worker.paused} onChange={(on) => toggle(worker.name, on)} aria-label={t("sync.toggle", { name: t(`sync.workers.${worker.name}`) })}>
              <span className={styles.track} aria-hidden="true" />
            </Switch>
          </li>
        ))}
      </ul>
      {sync.checked_at && <p className={styles.help}>{t("sync.last", { time: clock(sync.checked_at) })}</p>}
      {problem && <p role="alert" className={styles.bad}>{problem.message}</p>}
    </>
  );
}
