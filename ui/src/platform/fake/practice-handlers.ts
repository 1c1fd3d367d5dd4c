import type { ProviderConnectionView } from "@/contract/ProviderConnectionView";
import type { ProviderFactGiven } from "@/contract/ProviderFactGiven";
import type { ProviderRegionView } from "@/contract/ProviderRegionView";
import type { ProviderFactView } from "@/contract/ProviderFactView";
import type { ProviderStandingView } from "@/contract/ProviderStandingView";
import type { ProviderView } from "@/contract/ProviderView";
import type { ActView } from "@/contract/ActView";
import type { Handlers } from "./handlers";
import type { FakePractice } from "./practice";
import { takes } from "./people";
import { refuse } from "./refuse";
import { roleMay } from "./rights";

/** The invented practice, its staff and its provider. */

export type Provider = { name: string; facts: ProviderFactGiven[]; by: string | null; at: string | null; account: string | null; key: string | null; number: string | null; region: ProviderRegionView | null };

/** What English law asks for: the invented practice is in England. */
const ASKED: ProviderFactView[] = ["contract", "impact_assessment", "data_location", "dtac", "dspt", "retention", "sub_processors"];
const STATEMENTS: ProviderFactView[] = ["data_location", "retention", "sub_processors"];
const DAY = 86_400_000;
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const ACCOUNT = `AC${"0123456789abcdef".repeat(2)}`;

/** "provider_none": nothing is connected or written down; "provider_expired", "provider_soon": papers with that end. */
export function providerOf(scene: string, now: number): Provider {
  if (["first_run", "new_practice", "nurse_alone"].includes(scene)) return { name: "", facts: [], by: null, at: null, account: null, key: null, number: null, region: null };
  const ends = isoDay(now + (scene === "provider_expired" ? -3 : scene === "provider_soon" ? 34 : 300) * DAY);
  const words: Partial<Record<ProviderFactView, string>> = { contract: "Signed, cabinet 3", impact_assessment: "DPIA-2026-04", data_location: "Ireland (Dublin)", dtac: "Version 1.0", dspt: "Standards met", retention: "30 days, then deleted", sub_processors: "None" };
  const facts = ASKED.map((fact) => ({ fact, words: words[fact] ?? "", dated: STATEMENTS.includes(fact) ? null : isoDay(now - 120 * DAY), valid_to: fact === "contract" ? ends : fact === "dspt" ? isoDay(now + 210 * DAY) : null }));
  return { name: "Twilio Ireland Ltd", facts, by: "P. Quist", at: new Date(now - 20 * DAY).toISOString(), account: ACCOUNT, key: null, number: "+447700900100", region: { place: "ireland" } };
}

const given = (practice: FakePractice, fact: ProviderFactView) => practice.provider.facts.find((one) => one.fact === fact);

export function standingOf(practice: FakePractice): ProviderStandingView {
  if (practice.app.practice?.training ?? true) return { state: "not_needed" };
  const today = isoDay(Date.now());
  const ends = ASKED.flatMap((fact) => { const on = given(practice, fact)?.valid_to; return on ? [{ fact, on }] : []; }).sort((a, b) => a.on.localeCompare(b.on))[0];
  if (ends && ends.on < today) return { state: "expired", ...ends };
  const missing = ASKED.find((fact) => { const known = given(practice, fact); return !(STATEMENTS.includes(fact) ? known?.words : known?.dated && (fact !== "dspt" || known.valid_to)); });
  if (missing) return { state: "missing", fact: missing };
  return ends && ends.on <= isoDay(Date.now() + 60 * DAY) ? { state: "runs_out", ...ends } : { state: "good" };
}

function demand(practice: FakePractice, act: ActView): void {
  if (!practice.app.rights.includes(act)) throw refuse("not_allowed");
}

function viewOf(practice: FakePractice): ProviderView {
  const { provider } = practice;
  return {
    name: provider.name, law: practice.policy?.policy.jurisdiction ?? "england",
    facts: ASKED.map((fact) => ({ fact, is_paper: !STATEMENTS.includes(fact), runs_out: fact === "dspt", words: "", dated: null, valid_to: null, ...given(practice, fact) })),
    recorded_by: provider.by, recorded_at: provider.at, standing: standingOf(practice), may_record: practice.app.rights.includes("record_provider"),
  };
}

function connectionOf({ app, provider }: FakePractice): ProviderConnectionView {
  const sandbox = app.practice?.training ?? false;
  const region = sandbox ? { place: "this_computer" as const, address: "127.0.0.1:4010" } : provider.region;
  return { account: provider.account, key: provider.key, number: provider.number, region, sandbox, may_connect: !sandbox && app.rights.includes("record_provider") };
}

const phone = (text: string): string => {
  const digits = text.replace(/[\s-]/gu, "");
  if (!/^(\+44|0)\d{9,10}$/u.test(digits)) throw refuse("bad_request", null, "a telephone number cannot be read: write it as 07700 900123 or +447700900123");
  return digits.replace(/^0/u, "+44");
};

type Names = "save_staff" | "staff_left" | "save_practice" | "provider" | "record_provider" | "provider_connection" | "connect_provider" | "test_provider";

export const PRACTICE: Pick<Handlers, Names> = {
  save_staff(practice, { staff: id, name, role, away_until, hours, cover }) {
    demand(practice, "manage_staff");
    if (hours && Object.values(hours).flat().some(({ opens, closes }) => closes <= opens)) throw refuse("refused", null, "working hours: a day ends before it begins");
    const person = { id: id ?? crypto.randomUUID(), name, role, away_until, left: false, hours, cover, off_until: null, ...takes(role) };
    const staff = [...practice.app.staff.filter((one) => one.id !== id), person];
    if (id && practice.app.staff.some((one) => one.id === id && roleMay(one.role, "manage_staff")) && !staff.some((one) => !one.left && roleMay(one.role, "manage_staff"))) throw refuse("refused", null, "nobody else here may change who works here: make somebody else a manager or GP first");
    practice.app = { ...practice.app, staff: staff.sort((a, b) => a.name.localeCompare(b.name)), me: practice.app.me?.id === id ? person : practice.app.me };
    practice.toldPolicy();
    return practice.app;
  },

  staff_left(practice, { staff: id, to }) {
    demand(practice, "manage_staff");
    if (!practice.app.staff.some((one) => one.id !== id && !one.left && roleMay(one.role, "manage_staff"))) throw refuse("refused", null, "nobody else here may change who works here: make somebody else a manager or GP first");
    practice.app = { ...practice.app, staff: practice.app.staff.map((one) => (one.id === id ? { ...one, left: true, away_until: null, may_take: false, may_do_tasks: false } : one)), me: practice.app.me?.id === id ? null : practice.app.me };
    for (const conversation of practice.conversations) if (conversation.owner === id && !conversation.done) conversation.owner = to;
    practice.toldPolicy();
    practice.changed();
    return practice.app;
  },

  save_practice(practice, { name, number, test_numbers, phone: printed, no_personal }) {
    demand(practice, "manage_staff");
    if (!name.trim()) throw refuse("refused", null, "write the name that patients know the practice by");
    const known = practice.app.practice;
    if (known) practice.app = { ...practice.app, practice: { ...known, name: name.trim(), number: number ? phone(number) : null, test_numbers: test_numbers.map(phone), phone: printed.trim(), no_personal } };
    return practice.app;
  },

  provider: viewOf,

  record_provider(practice, { name, facts }) {
    demand(practice, "record_provider");
    if (!name.trim()) throw refuse("refused", null, "write the provider's name");
    practice.provider = { ...practice.provider, name, facts, by: practice.app.me?.name ?? null, at: new Date().toISOString() };
    practice.toldPolicy();
    return viewOf(practice);
  },

  provider_connection: connectionOf,

  connect_provider(practice, { account, key, number, region, secret }) {
    demand(practice, "record_provider");
    if (!/^AC[0-9a-f]{32}$/u.test(account.trim())) throw refuse("bad_request", null, "the account is not one: copy it from Twilio's console, AC and 32 letters and digits");
    if (region.place === "elsewhere" || (region.place === "this_computer" && !/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/u.test(region.address.trim()))) throw refuse("bad_request", null, "that is no address on this computer: write it as 127.0.0.1:4010");
    const problem = secret === "wrong" ? "unauthorised" as const : null;
    if (!problem) {
      practice.provider = { ...practice.provider, account: account.trim(), key, number: phone(number), region };
      const known = practice.app.practice;
      if (known && !known.number) practice.app = { ...practice.app, practice: { ...known, number: phone(number) } };
    }
    return { test: { at: new Date().toISOString(), problem }, connection: connectionOf(practice) };
  },

  test_provider: (practice) => ({ at: new Date().toISOString(), problem: practice.app.sync.state === "offline" ? "offline" : practice.provider.account ? null : "not_connected" }),
};
