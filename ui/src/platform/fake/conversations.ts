import type { AutomaticView } from "@/contract/AutomaticView";
import type { ContactWayView } from "@/contract/ContactWayView";
import type { DeliveryView } from "@/contract/DeliveryView";
import type { DraftView } from "@/contract/DraftView";
import type { FilingView } from "@/contract/FilingView";
import type { HighlightView } from "@/contract/HighlightView";
import type { MessageClassView } from "@/contract/MessageClassView";
import type { MessageView } from "@/contract/MessageView";
import type { PurposeView } from "@/contract/PurposeView";
import type { RoleView } from "@/contract/RoleView";
import type { WishView } from "@/contract/WishView";
import { isoDay } from "@/lib/dates";
import { patientId } from "./people";
import type { Waits } from "./scheduled";
import type { Away } from "./snooze";

/** What was said in the invented practice before today's work begins. */

export type Conversation = {
  id: string;
  patient: string | null;
  /** With whom, where it is not the patient. */
  with?: string;
  number: string;
  topic: string | null;
  owner: string | null;
  done: boolean;
  revision: number;
  messages: MessageView[];
  draft: DraftView | null;
  /** Which reply time counts; routine where nobody said. */
  class?: MessageClassView;
  /** Something came for its owner while they are off: the team sees it too. */
  withTeam?: boolean;
  /** The team that it was given to. */
  team?: RoleView | undefined;
  /** The duty that has it: its owner is whoever holds that. */
  duty?: string | undefined;
  /** By when the patient was told that they will hear. */
  promised?: string | null;
  /** Which messages only said by when. */
  holding?: string[];
  /** Put away until a time, or back from it. */
  away?: Away;
  /** Texts that leave later. */
  waits?: Waits[];
  /** Urgent, and nobody has tried to telephone. */
  callFirst?: boolean;
  /** The newest message when it was last called done. */
  doneTo?: number;
  /** Up to which message a clinician looked; undefined: as far as anybody read. */
  looked?: number;
};

/** A text with words in it that are highlighted, by rule; and some that are named as not so. */
function lit(text: string, rules: Record<string, string>, denied: Record<string, string> = {}) {
  const places = (found: Record<string, string>, isDenied: boolean) =>
    Object.entries(found).map(([words, rule]) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, rule, denied: isDenied }));
  return { text, highlights: [...places(rules, false), ...places(denied, true)] };
}

type Line = {
  kind: "in" | "out" | "note" | "contact";
  way?: ContactWayView;
  entered?: boolean;
  ago: number;
  text: string;
  author?: string;
  delivery?: DeliveryView;
  filing?: FilingView;
  unread?: boolean;
  media?: number;
  purpose?: PurposeView;
  automatic?: AutomaticView;
  despite?: boolean;
  wish?: WishView;
  highlights?: HighlightView[];
  late?: boolean;
};

const MINUTE = 60_000;
/** The day so many days after a time. */
export const inDays = (at: number, days: number): string => isoDay(new Date(at + days * 86_400_000));
const HOUR = 60;
const DAY = 24 * HOUR;

const OKAFOR = "5000-staff-okafor";
const SHAH = "5001-staff-shah";

const LONG_LETTER = Array.from({ length: 90 }, (_, i) =>
  `Day ${i + 1}: morning ${118 + ((i * 7) % 31)}/${74 + ((i * 5) % 17)}, evening ${121 + ((i * 11) % 27)}/${76 + ((i * 3) % 15)}, pulse ${64 + (i % 19)}.`).join("\n");

export function conversations(now: number): Conversation[] {
  const iso = (minutesAgo: number) => new Date(now - minutesAgo * MINUTE).toISOString();
  const written = (ago: number): FilingView => ({ state: "written", at: iso(ago) });

  function make(key: string, patient: string | null, number: string, topic: string | null, owner: string | null, lines: Line[], more: Partial<Conversation> = {}): Conversation {
    const messages = lines.map((line, index): MessageView => ({
      id: `7000-message-${key}-${index + 1}`,
      number: index + 1,
      kind: line.kind,
      text: line.text,
      at: iso(line.ago),
      sent_at: line.kind === "in" ? iso(line.ago) : null,
      author: (line.kind === "in" && line.entered === undefined) || line.automatic ? null : (line.author ?? "A. Okafor"),
      number_used: line.kind === "note" || line.kind === "contact" ? null : number,
      delivery: line.kind === "out" ? (line.delivery ?? { state: "delivered", at: iso(line.ago) }) : null,
      filing: line.filing ?? (patient ? written(line.ago) : { state: "not_due" }),
      media: line.media ?? 0,
      unread: line.unread ?? false,
      segments: line.kind === "out" ? Math.ceil(line.text.length / 160) : null,
      repeats: null,
      purpose: line.kind === "out" ? (line.purpose ?? "clinical_advice") : null,
      automatic: line.automatic ?? null,
      despite: line.despite ?? false,
      wish: line.wish ?? null, wish_dismissed: null,
      way: line.way ?? null,
      entered_at_desk: line.entered ?? null,
      late: line.late ?? false,
      highlights: line.highlights ?? [],
      quote: null, wrong: null,
      replies_until: line.kind === "out" && !line.automatic ? inDays(now - line.ago * MINUTE, 7) : null,
    }));
    return { id: `6000-conversation-${key}`, patient: patient && patientId(patient), number, topic, owner, done: false, revision: messages.length, messages, draft: null, ...more };
  }

  return [
    make("ferreira", "ferreira", "+447700900432", "New tablets", OKAFOR, [
      { kind: "out", ago: DAY + 120, text: "Hello Ana, your blood pressure tablets are ready at the pharmacy. Take one each morning. Reply here if you have questions; we read messages until 18:30. Nurse Okafor, Riverside Surgery" },
      { kind: "note", ago: DAY + 114, author: "Dr R. Shah", text: "First ACE inhibitor, check potassium in 2 weeks." },
      { kind: "in", ago: 9, ...lit("since starting the new tablet my lips feel puffy and I have a tight throat. No chest pain. didnt want to bother anyone. photo attached", { "lips feel puffy": "Swelling of face or throat", "tight throat": "Swelling of face or throat" }, { "chest pain": "Chest pain" }), unread: true, media: 1 },
      { kind: "in", ago: 8, text: "sorry should have said, started about an hour ago", unread: true, filing: { state: "pending" } },
    ]),
    make("whitlock", "whitlock", "+447700900117", "Chest infection", OKAFOR, [
      { kind: "in", ago: 2 * DAY, text: "Good morning. Still coughing, is it worth finishing the antibiotics?" },
      { kind: "out", ago: 2 * DAY - 25, text: "Yes please, Mr Whitlock, finish the course. Tell us if you become breathless. Dr Shah", author: "Dr R. Shah", delivery: { state: "read", at: iso(2 * DAY - 29) } },
      { kind: "in", ago: 38, ...lit("worse today, can't finish a sentence without stopping", { "can't finish a sentence": "Breathing" }), unread: true },
    ]),
    make("nowak", "nowak", "+447700900268", "BP diary", OKAFOR, [
      { kind: "out", ago: 3 * DAY, text: "Dear Mr Nowak, please send three blood pressure readings, each on one line, for example 135/85." },
      { kind: "in", ago: 52, text: "148/92\n151/90\n146/88\nas asked" },
    ]),
    make("adeyemi", "adeyemi", "+447700900351", "Rash, photo", OKAFOR, [
      { kind: "in", ago: 80, text: "Hi, the rash on my arm is back 😕 I've put a photo with this. It itches at night", media: 1 },
    ], { draft: { text: "Thank you for the photo, Tolu. Please keep using the cream twice a day and", mode: "reply", caret: 74, purpose: null, also: [], templates: [], quote: null } }),
    make("hughes", null, "+447700900745", null, null, [
      { kind: "in", ago: 124, text: "Its Leo's mum. He's 15. Can he have the acne cream again please", unread: true },
    ]),
    make("unknown", null, "+447700900999", null, null, [
      { kind: "in", ago: 31, text: "hello is this the surgery? i changed my phone. its Eilidh. can i move my smear to thursday", unread: true },
    ]),
    make("begum", "begum", "+447700900622", "Fit note", null, [
      { kind: "in", ago: 3 * DAY + 200, text: "need fit note extending til 14th thanks" },
    ]),
    make("long", "long", "+447700900819", "Care-home medication review with the community pharmacist before the winter", OKAFOR, [
      { kind: "in", ago: 190, text: "Good afternoon, this is a very long word without a space: DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschifffahrtselektrizitätenhauptbetriebswerk. Here is the diary you asked for." },
      { kind: "in", ago: 188, text: `Blood pressure diary\n${LONG_LETTER}` },
      { kind: "out", ago: 20, text: "Thank you, Maximiliana. The pharmacist will go through it this afternoon.", delivery: { state: "queued", attempts: 2 }, filing: { state: "retrying", attempts: 2 } },
    ]),
    make("levy", "levy", "+447700900904", "תרופות", SHAH, [
      { kind: "in", ago: 240, text: "שלום, נגמרו לי הכדורים ללחץ דם. אפשר לחדש את המרשם? תודה, מרים" },
      { kind: "out", ago: 215, text: "Shalom Miriam, the prescription is at the pharmacy from 16:00 today.", author: "Dr R. Shah", delivery: { state: "sent", at: iso(214) } },
    ]),
    make("oconnor", "oconnor", "+447700900530", "Contraception review", SHAH, [
      { kind: "in", ago: 300, text: "<img src=x onerror=alert(1)> my form looked like this, is that right? <b>please</b> advise" },
      { kind: "out", ago: 260, text: "Hello Niamh, that looks like a fault of the form, nothing you did. Please ring us on 020 7946 0100.", author: "Dr R. Shah", delivery: { state: "failed", at: iso(258), class: "permanent", code: "30006" } },
    ]),
    make("tran", "tran", "+447700900666", "Test results", OKAFOR, [
      { kind: "in", ago: 6 * HOUR, text: "Can you tell me my results please?" },
      { kind: "out", ago: 340, text: "Hello Nhung, all your results are in the usual range. No action is needed. Nurse Okafor", delivery: { state: "unknown", needs_person: true }, filing: { state: "failed", code: "other_patient" } },
    ]),
    make("okoro", "okoro", "+447700900287", "Diabetes check", OKAFOR, [
      { kind: "out", ago: 400, text: "Dear Mr Okoro, your yearly diabetes check is due. Which mornings suit you?", delivery: { state: "delivered", at: iso(399) }, filing: { state: "failed", code: "absent" } },
    ]),
    make("hart", "hart", "+447700900484", "Appointment", OKAFOR, [
      { kind: "in", ago: 13 * DAY, text: "Can I come on Thursday instead?" },
      { kind: "out", ago: 13 * DAY - 40, text: "Yes, Thursday at 10:20 is yours.", purpose: "administration" },
      { kind: "out", ago: 11 * DAY, author: "Dr R. Shah", text: "Hello Rowan, please ring the surgery when you can.", despite: true },
      { kind: "in", ago: 480, text: "ok", late: true },
    ]),
    make("osei", "osei", "+447700900575", "Warfarin clinic", null, [
      { kind: "out", ago: 40 * DAY, text: "Dear Mr Osei, your next clinic is on Monday at 9:00.", purpose: "administration", delivery: { state: "read", at: iso(40 * DAY - 30) } },
      { kind: "in", ago: 6 * DAY, text: "This is his daughter Efua. My father died on Sunday. Please stop the reminders." },
    ]),
    make("lindgren", "lindgren", "+447700900591", null, null, [
      { kind: "in", ago: 9 * DAY, text: "I have moved to Leeds and joined a surgery there, thank you for everything" },
    ]),
    make("mensah", "mensah", "+447700900640", "Reminders", OKAFOR, [
      { kind: "out", ago: 6 * DAY + 20, text: "Dear Ms Mensah, your flu jab is due. Reply with a morning that suits you.", purpose: "administration" },
      { kind: "in", ago: 6 * DAY, text: "STOP", wish: "opt_out" },
      { kind: "out", ago: 6 * DAY - 1, text: "Riverside Surgery: you will get no more texts from us. We will reach you another way if we need to. To have texts again, reply START.", automatic: "opt_out_confirmed", purpose: "administration" },
      { kind: "in", ago: 4 * DAY, text: "Start", wish: "opt_in" },
      { kind: "out", ago: 4 * DAY - 1, text: "Riverside Surgery: you will get texts from us again. Reply STOP at any time to end them.", automatic: "opt_in_confirmed", purpose: "administration" },
      { kind: "in", ago: 530, text: "is the jab still free for me?" },
      { kind: "out", ago: 529, text: "Riverside Surgery: we have your message and aim to answer by 11:30 on Monday 23 November. If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999.", automatic: "received", purpose: "administration" },
      { kind: "in", ago: 510, text: "actually please dont text me any more, ring the landline instead", wish: "perhaps_opt_out" },
    ]),
    make("macleod-old", "macleod", "+447700900071", "Travel vaccines", SHAH, [
      { kind: "in", ago: 72 * DAY, text: "Do I need boosters for Kenya?" },
      { kind: "out", ago: 72 * DAY - 60, text: "Yes, two. Please ring to book with the nurse.", delivery: { state: "read", at: iso(72 * DAY - 80) } },
    ], { done: true }),
    make("ferreira-old", "ferreira", "+447700900432", "Blood pressure diary", OKAFOR, [
      { kind: "in", ago: 6 * DAY, text: "150/95 149/96 155/94" },
      { kind: "out", ago: 6 * DAY - 50, text: "Thank you Ana. Dr Shah would like to talk about tablets; we will ring on Monday.", delivery: { state: "read", at: iso(6 * DAY - 60) } },
    ], { done: true }),
    make("macleod", "macleod", "+447700900071", "Asthma plan", OKAFOR, thread(), {}),
  ];
}

/** A conversation of 300 messages over a year. */
function thread(): Line[] {
  const said = [
    "Peak flow 380 this morning",
    "Thank you Eilidh. Please carry on with the brown inhaler twice a day.",
    "Used the blue one twice last night, bit wheezy after running",
    "That is more than we would like. Come back to us if you need it more than three times in a week, and sooner if it is not lasting four hours.",
    "will do x",
    "Peak flow 410, feeling much better",
  ];
  return Array.from({ length: 300 }, (_, i) => {
    const last = i === 299;
    const kind = i % 37 === 36 ? "note" : i % 2 === 0 || last ? "in" : "out";
    return {
      kind,
      ago: Math.round((299 - i) * 1.2 * DAY) + 420,
      text: last ? "Peak flow 420, thank you for checking 🙂" : kind === "note" ? `Reviewed the plan, step ${1 + (i % 3)} unchanged.` : (said[i % said.length] ?? ""),
    };
  });
}
