export { NeedsPart, NeedsStrip } from "./Needs";
export { PatientTasks } from "./PatientTasks";
export { TaskLine } from "./TaskLine";
export { TasksScreen } from "./TasksScreen";
export { useMakeTask } from "./useMakeTask";
export { useTaskDialogs, type TaskAsking } from "./useTaskDialogs";
