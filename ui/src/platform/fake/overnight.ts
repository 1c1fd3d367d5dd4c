import type { FakePractice } from "./practice";
import { patientId } from "./people";

/** A night in which patients wrote: the practice closed fourteen hours ago and opened two hours ago. */

const MINUTE = 60_000;

type Night = { key: string; ago: number; text: string; marked?: [words: string, rule: string]; patient?: string; number: string };

const NIGHT: Night[] = [
  { key: "tran", ago: 790, text: "Hello, can my test results be sent to my daughter as well?", patient: "tran", number: "+447700900666" },
  { key: "levy", ago: 655, text: "Do I take the new tablet with food?", patient: "levy", number: "+447700900904" },
  { key: "one", ago: 610, text: "Can I get a repeat of the blue inhaler, it runs out on Friday", number: "+447700900731" },
  { key: "nowak", ago: 402, text: "It woke me up, chest pain going into my arm. Better now I am sitting", marked: ["chest pain", "Chest pain"], patient: "nowak", number: "+447700900268" },
  { key: "two", ago: 290, text: "little one has a temperature of 39 and will not drink", marked: ["will not drink", "A child who does not drink"], number: "+447700900732" },
  { key: "adeyemi", ago: 190, text: "The rash is on my other arm too now", patient: "adeyemi", number: "+447700900351" },
  { key: "three", ago: 145, text: "need a letter for my landlord pls", number: "+447700900733" },
];

export function overnight(practice: FakePractice, now: number): void {
  const iso = (ago: number) => new Date(now - ago * MINUTE).toISOString();
  practice.closed = { since: iso(14 * 60), until: iso(130) };
  const pattern = practice.conversations.find(({ id }) => id.endsWith("-unknown"));
  if (!pattern) return;
  for (const { key, ago, text, marked, patient, number } of NIGHT) {
    const conversation = structuredClone(pattern);
    const [words, rule] = marked ?? ["", ""];
    const start = text.indexOf(words);
    const highlights = marked ? [{ start, end: start + words.length, rule, denied: false }] : [];
    const messages = conversation.messages.map((message, index) => ({ ...message, id: `7000-message-night-${key}-${index}`, text, at: iso(ago), sent_at: iso(ago), number_used: number, highlights, unread: true }));
    practice.conversations.push({ ...conversation, id: `6000-conversation-night-${key}`, patient: patient ? patientId(patient) : null, number, messages });
  }
}
