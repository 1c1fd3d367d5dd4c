export { Queues, QueueSelect, QUEUES, type Screen } from "./Queues";
