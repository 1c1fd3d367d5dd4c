import type { NeedsView } from "@/contract/NeedsView";
import type { TaskView } from "@/contract/TaskView";
import { patientId } from "./people";

/** A task; name, number and words are put together when it is asked for. */
export type FakeTask = Omit<TaskView, "name" | "number" | "quote" | "leave_no_message" | "arrived_at"> & { arrived_at?: string };

export const NO_NEEDS: NeedsView = { order: [], cannot_phone: false, low_vision: false, interpreter: "", other: "", language: null, source: null };

const MINUTE = 60_000;

/** What is to be done in the invented practice when the day begins. */
export function fakeTasks(now: number): FakeTask[] {
  const iso = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
  const about = (key: string, message: number | null, part: Partial<FakeTask> & Pick<FakeTask, "reason">): FakeTask => ({
    id: message === null ? `8000-task-${key}` : `7000-message-${key}-${message}`,
    patient: patientId(key), conversation: `6000-conversation-${key}`, message: message === null ? null : `7000-message-${key}-${message}`,
    route: "phone", what: "", urgent: false, owner: null, made_at: iso(-258), made_by: null, due: iso(300), state: { state: "open", overdue: false }, ...part,
  });
  return [
    about("oconnor", 2, { reason: "message_failed", route: "letter", due: iso(-35), state: { state: "open", overdue: true } }),
    about("whitlock", null, { reason: "by_hand", what: "Ring about the breathlessness: can he finish a sentence? If not, 999.", urgent: true, owner: "5000-staff-okafor", made_by: "Dr R. Shah", made_at: iso(-20), due: iso(95) }),
    about("hart", 1, { reason: "reply_barred", due: iso(240) }),
    about("okoro", null, { reason: "unclear_wish", due: iso(420), conversation: null }),
    about("levy", null, { reason: "by_hand", what: "Ask which pharmacy", owner: "5001-staff-shah", made_by: "A. Okafor", made_at: iso(-60), due: iso(500) }),
    about("nowak", null, { reason: "by_hand", what: "Remind about the diary", made_by: "A. Okafor", made_at: iso(-3000), due: iso(-2400), state: { state: "done", at: iso(-2500), by: "A. Okafor", outcome: "Rang, will send it on Thursday" } }),
  ];
}
