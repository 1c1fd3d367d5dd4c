import { ArrowLeft, ListTodo } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTasks, type StaffView } from "@/api";
import { Bone, Button, Empty, Failed } from "@/components";
import { t } from "@/i18n";
import { TaskCard } from "./TaskCard";
import type { TaskAsking } from "./useTaskDialogs";
import styles from "./Tasks.module.css";

type Props = { me: StaffView; staff: StaffView[]; onAsk: (asking: TaskAsking) => void; onOpen: (conversation: string) => void; onBack: () => void };

/** Everything that is to be done without a text, the first due first. */
export function TasksScreen({ me, staff, onAsk, onOpen, onBack }: Props) {
  const [list, setList] = useState<"mine" | "open">("mine");
  const { data, isError, refetch } = useTasks({ list });
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <main className={styles.screen} aria-label={t("tasks.region")} data-region="tasks" data-testid="tasks">
      <div className={styles.scroll} tabIndex={-1}>
        <div className={styles.page}>
          <header className={styles.head}>
            <div>
              <h2 ref={title} tabIndex={-1}>{t("tasks.title")}</h2>
              <p className={styles.soft}>{t("tasks.lead")}</p>
            </div>
            <Button variant="quiet" icon={<ArrowLeft size={14} />} onClick={onBack} data-testid="tasks-back">{t("tasks.back")}</Button>
          </header>
          <div className={styles.tabs} role="group" aria-label={t("tasks.title")}>
            {(["mine", "open"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={list === one} onClick={() => setList(one)} data-testid={`tasks-${one}`}>{t(one === "mine" ? "tasks.mine" : "tasks.all")}</button>
            ))}
          </div>
          {!data && (isError
            ? <Failed title={t("tasks.failed")} onAgain={() => void refetch()} />
            : <div className={styles.bones} aria-busy="true"><Bone width="50%" height={14} /><Bone width="90%" /><Bone width="70%" /></div>)}
          {data?.tasks.length === 0 && <Empty icon={<ListTodo size={20} />} title={t("tasks.none")} text={t("tasks.noneHelp")} testId="tasks-none" />}
          {data && data.tasks.length > 0 && (
            <ul className={styles.cards}>
              {data.tasks.map((task) => <li key={task.id}><TaskCard task={task} me={me} staff={staff} mayAct={data.may_act} onAsk={onAsk} onOpen={onOpen} /></li>)}
            </ul>
          )}
        </div>
      </div>
    </main>
  );
}
