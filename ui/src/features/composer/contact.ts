import type { ActView, ConsentLineView, PreferencesView, ProxyStandingView, ProxyView, PurposeView } from "@/api";
import { actOf } from "@/lib/shortcuts";

/** Why a text cannot simply be sent. */
export type Why = "role" | "limited" | "deceased" | "left" | "unsafe_route" | "objected_at_provider" | "objected" | "unclear" | "consent_needed" | ProxyWhy;

/** Why somebody may not be written to about a patient. */
export type ProxyWhy = "proxy_scope" | `proxy_${Exclude<ProxyStandingView, "stands">}`;

export const isAboutPerson = (why: Why): why is ProxyWhy => why.startsWith("proxy_");

export type Stop = {
  why: Why;
  /** Which kinds of text it stands against. */
  about: PurposeView[];
  /** Nothing can be written to the patient at all. */
  closed: boolean;
  /** Whether this person may send it all the same, with a reason. */
  liftable: boolean;
  /** Whose telephone it goes to, where that is why. */
  person?: ProxyView;
};

/** Who is written to, where it is not the patient; and who else has the number, where it stands on the patient's record. */
export type Holders = { with: ProxyView | null; number: string };

/**
 * What stands between a text and its patient, hardest first: nothing lifts death, departure, the provider's own list or a
 * missing yes; a clinician's reason lifts an objection and an unsafe route for one message. `purposes`: what the author says
 * it is for, and what each template in it says; the patient must allow all of them.
 */
export function stopOf(preferences: PreferencesView | undefined, purposes: PurposeView[], rights: ActView[], holders: Holders = { with: null, number: "" }): Stop | null {
  const all = purposes.map((purpose) => oneStop(preferences, purpose, rights, holders)).filter((one) => one !== null);
  const hardest = all.find(({ closed }) => closed) ?? all.find(({ liftable }) => !liftable) ?? all[0];
  return hardest ? { ...hardest, about: all.filter(({ why }) => why === hardest.why).flatMap(({ about }) => about) } : null;
}

function oneStop(preferences: PreferencesView | undefined, purpose: PurposeView, rights: ActView[], { with: proxy, number }: Holders): Stop | null {
  const about = [purpose];
  if (!rights.includes("send")) return { why: "role", about, closed: true, liftable: false };
  if (!preferences) return null; // the app itself decides when the text is sent
  const { status, unsafe_route: unsafe, may_override: liftable } = preferences;
  if (status !== "active") return { why: status, about, closed: true, liftable: false };
  const person = personStop(proxy ? [preferences.people.find(({ id }) => id === proxy.id) ?? proxy] : preferences.people.filter((one) => one.number === number), purpose);
  if (person && !unsafe) return person;
  // What the patient said of texts to themself says nothing of texts to somebody else.
  if (proxy) return unsafe ? { why: "unsafe_route", about, closed: false, liftable: liftable && !person } : null;
  const line = lineOf(preferences, purpose);
  // Only their care goes to a patient whose texts are limited; no reason changes that.
  if (preferences.limit && (purpose === "survey" || purpose === "marketing")) return { why: "limited", about, closed: false, liftable: false };
  const atProvider = line?.state === "objected" && line.statement?.source === "provider";
  if (unsafe) return { why: "unsafe_route", about, closed: false, liftable: liftable && !person && !atProvider && !(line?.state === "nothing_recorded" && purpose === "marketing") };
  if (atProvider) return { why: "objected_at_provider", about, closed: false, liftable: false };
  if (!line || line.may_send) return null;
  if (line.state === "objected" || line.state === "unclear") return { why: line.state, about, closed: false, liftable };
  return { why: "consent_needed", about, closed: false, liftable: false };
}

/** Why none of those at a number may be told of this; no reason lifts it. */
function personStop(people: ProxyView[], purpose: PurposeView): Stop | null {
  const bars = people.map((person): Stop | null => {
    const why: Why | null = person.standing !== "stands" ? `proxy_${person.standing}` : person.scope.includes(purpose) ? null : "proxy_scope";
    return why && { why, about: [purpose], closed: false, liftable: false, person };
  });
  return bars.every((bar) => bar !== null) ? (bars[0] ?? null) : null;
}

export const lineOf = (preferences: PreferencesView | undefined, purpose: PurposeView): ConsentLineView | undefined => preferences?.lines.find((line) => line.purpose === purpose);

/** Which task a key makes of a text that may not be sent. */
export function insteadOf(event: KeyboardEvent, stop: Stop, preferences: PreferencesView | undefined): "phone" | "letter" | null {
  const act = stop.closed ? undefined : actOf(event, ["composer"])?.id;
  return act === "letterTask" ? "letter" : act === "phoneTask" && !preferences?.needs.cannot_phone ? "phone" : null;
}
