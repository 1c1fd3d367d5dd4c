import type { Queue } from "@/contract/Queue";

/** The names of what is cached. */
export const keys = {
  app: ["app"] as const,
  counts: ["counts"] as const,
  queues: ["queue"] as const,
  queue: (queue: Queue) => ["queue", queue] as const,
  conversations: ["conversation"] as const,
  conversation: (id: string) => ["conversation", id] as const,
  logs: ["log"] as const,
  log: (id: string, around: number | null) => ["log", id, around] as const,
  search: (text: string, patientsOnly: boolean) => ["search", patientsOnly, text] as const,
  allPreferences: ["preferences"] as const,
  preferences: (patient: string) => ["preferences", patient] as const,
  policy: ["policy"] as const,
  provider: ["provider"] as const,
  providerConnection: ["provider-connection"] as const,
  triage: ["triage"] as const,
  policyCheck: (text: string) => ["policy-check", text] as const,
  allTasks: ["tasks"] as const,
  tasks: (request: string) => ["tasks", request] as const,
  checks: ["check"] as const,
  check: (request: string) => ["check", request] as const,
  templates: ["templates"] as const,
  allFilled: ["filled"] as const,
  filled: (template: string, version: number, conversation: string) => ["filled", template, version, conversation] as const,
  templateCheck: (document: string) => ["template-check", document] as const,
};
