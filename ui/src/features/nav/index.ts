export { Queues, QueueSelect, QUEUES } from "./Queues";
