import type { FindingView } from "@/contract/FindingView";
import type { PurposeView } from "@/contract/PurposeView";
import type { TemplateDocument } from "@/contract/TemplateDocument";
import type { TemplatesView } from "@/contract/TemplatesView";
import type { TemplateUseView } from "@/contract/TemplateUseView";
import type { TemplateView } from "@/contract/TemplateView";
import type { Handlers } from "./handlers";
import { measure } from "./measure";
import type { FakePractice } from "./practice";
import { refuse } from "./refuse";
import { draftOf, NO_STEP, STARTERS } from "./templates";

/** What the engine says of words and templates: a few of its rules, enough for the window to be seen with each. */

const CLINICIANS = ["gp", "nurse", "pharmacist"];
const ROLES: Record<string, string> = { gp: "GP", nurse: "practice nurse", pharmacist: "pharmacist", reception: "reception", manager: "practice manager" };
const STRICT: PurposeView[] = ["administration", "survey", "clinical_advice", "results", "marketing"];
const PURPOSE = { admin: "administration", clinical_advice: "clinical_advice", results: "results", surveys: "survey", bad_news: "clinical_advice", marketing: "marketing" } as const;

const roleOf = (practice: FakePractice) => practice.app.me?.role ?? "read_only";

/** The line under a clinical message, unless the words have it. */
export function signatureOf(practice: FakePractice, text: string, purposes: PurposeView[]): string | null {
  const { me } = practice.app;
  const role = ROLES[roleOf(practice)] ?? "staff";
  if (!me || !purposes.some((one) => ["clinical_advice", "results"].includes(one)) || (text.includes(me.name) && text.includes(role))) return null;
  return `${me.name}, ${role}, ${practice.app.practice?.name ?? ""}`;
}

type Rule = [RegExp, Partial<FindingView> & Pick<FindingView, "rule" | "severity">];
const RULES: Rule[] = [
  [/\[\[[^\]\n]*\]\]|\{\{[^}\n]*\}\}|\[\[|\]\]|\{\{|\}\}/gu, { rule: "unfilled_placeholder", severity: "blocks" }],
  [/\b(?:have|is) cancer\b|\bterminal illness\b/giu, { rule: "banned_use", severity: "blocks", name: "Bad news", words: "Phone the patient, or ask them to come in and see somebody." }],
  [/\bHIV\b|\bchlamydia\b/giu, { rule: "banned_use", severity: "blocks", name: "Sexual health results", words: "Phone the patient, or use the secure route they chose." }],
  [/\bcancer\b|\bdiabet\w*|\basthma\w*|\bis positive\b/giu, { rule: "diagnosis_or_result", severity: "needs_reason" }],
  [/\b\d{3} \d{3} \d{4}\b/gu, { rule: "nhs_number", severity: "needs_reason" }],
  [/\bprior to\b/giu, { rule: "hard_word", severity: "hint", words: "before" }],
  [/\bring us\b/giu, { rule: "no_way_for_step", severity: "hint" }],
];

export function findings(text: string): FindingView[] {
  return RULES.flatMap(([pattern, found]) => [...text.matchAll(pattern)].map((hit) => ({ name: null, words: null, number: null, limit: null, ...found, start: hit.index, end: hit.index + hit[0].length })))
    .sort((a, b) => a.start - b.start);
}

const documentInUse = (template: TemplateView): TemplateDocument | undefined => template.versions.find(({ version }) => version === template.in_use)?.document;

/** What a message is for: what its author says, and each template in it. */
export const purposesOf = (practice: FakePractice, purpose: PurposeView, templates: TemplateUseView[]): PurposeView[] => [purpose, ...templates.flatMap(({ template }) => documentInUse(find(practice, template))?.class ?? []).map((cls) => PURPOSE[cls])];
export const strictestOf = (purposes: PurposeView[]): PurposeView => purposes.reduce((one, other) => (STRICT.indexOf(other) > STRICT.indexOf(one) ? other : one));

function fill(practice: FakePractice, body: string, given: string): string {
  const known: Record<string, string> = {
    given_name: given, practice_name: practice.app.practice?.name ?? "", sender_name: practice.app.me?.name ?? "", sender_role: ROLES[roleOf(practice)] ?? "staff", reply_time: "1 working day",
    reply_due: "12:00 on Tuesday 24 November", emergency_number: "999", stop_word: "STOP", urgent_help: "NHS 111",
    ...(practice.app.practice?.phone && { practice_phone: practice.app.practice.phone }),
  };
  return body.replace(/\{\{[#/]\w+\}\}/gu, "").replace(/\{\{(\w+)\}\}/gu, (whole, name: string) => known[name] ?? whole);
}

function viewOf(practice: FakePractice): TemplatesView {
  const role = roleOf(practice);
  const mayApprove = ["gp", "manager"].includes(role);
  const [mayWrite, mayKeep] = [[...CLINICIANS, "manager"].includes(role), !practice.app.practice?.no_personal && role !== "read_only" && role !== "information_governance"];
  const seen = practice.templates.filter(({ versions: [latest] }) => {
    const scope = latest?.document.scope;
    return scope?.scope === "personal" ? latest?.author === practice.app.me?.name : scope?.scope !== "team" || scope.role === role || mayWrite;
  });
  const all = seen.map((one) => {
    const latest = one.versions[0];
    const scope = latest?.document.scope;
    if (scope?.scope === "personal") return mayKeep ? { ...one, may_change: true } : { ...one, state: "locked" as const, in_use: null, by_text: false };
    return { ...one, may_change: mayWrite, by_text: one.by_text && (scope?.scope !== "team" || scope.role === role), may_approve: mayApprove && !!latest && !latest.approved_by && one.state !== "retired" && latest.author !== practice.app.me?.name };
  });
  return {
    templates: all.sort((a, b) => (a.versions[0]?.document.name ?? "").localeCompare(b.versions[0]?.document.name ?? "")),
    starters: STARTERS.filter(([id]) => !practice.templates.some((one) => one.id === id)).length, may_write: mayWrite, may_approve: mayApprove, may_keep_own: mayKeep,
  };
}

const problemsOf = (document: TemplateDocument): string[] => [
  ...(document.name.trim() ? [] : ["the template has no name"]),
  ...(document.routes.length ? [] : ["say by which routes it may go out"]),
  ...(document.scope.scope === "personal" || document.variants.some(({ body }) => body.includes("{{#next_step}}")) ? [] : [NO_STEP]),
];
const unreadable = (document: TemplateDocument): string | null => (document.variants.some(({ body }) => /(^|[^{])\{[^{]/u.test(body)) ? "line 1: `{` stands alone: write {{…}} or [[…]]" : document.variants.every(({ body }) => body.trim()) ? null : "there is nothing in it");

function find(practice: FakePractice, id: string): TemplateView {
  const found = practice.templates.find((one) => one.id === id);
  if (!found) throw refuse("not_found");
  return found;
}

type Names = "check_text" | "templates" | "fill_template" | "check_template" | "save_template" | "approve_template" | "retire_template" | "adopt_starters";

export const COMPOSE: Pick<Handlers, Names> = {
  check_text(practice, { conversation, text, purpose, templates }) {
    const found = practice.find(conversation);
    const purposes = purposesOf(practice, purpose, templates);
    const strictest = strictestOf(purposes);
    const signature = signatureOf(practice, text, purposes);
    const written = practice.conversations.some((one) => one.patient === found.patient && one.messages.some(({ kind }) => kind === "out"));
    const first = practice.templates.find((one) => one.by_text && documentInUse(one)?.first_contact);
    return {
      findings: text.trim() ? findings(text) : [],
      size: measure(signature && text.trim() ? `${text.trimEnd()}\n${signature}` : text),
      purpose: strictest, signature,
      first: written ? null : { lacks: /stop/iu.test(text) ? [] : ["who", "optional", "not_emergencies", "usual_reply", "how_to_stop", "replies_read"], template: first?.id ?? null },
      may_give_reason: CLINICIANS.includes(roleOf(practice)),
    };
  },

  templates: viewOf,

  fill_template(practice, { template, conversation }) {
    const found = find(practice, template);
    const document = documentInUse(found);
    const patient = practice.patients.find(({ id }) => id === practice.find(conversation).patient);
    if (!document || !patient) throw refuse("refused");
    const wanted = practice.needs.get(patient.id)?.language ?? "en-GB";
    const exact = document.variants.find(({ language }) => language.split("-")[0] === wanted.split("-")[0]);
    const variant = exact ?? document.variants[0];
    return {
      used: { template, version: found.in_use ?? 0 }, text: fill(practice, variant?.body ?? "", patient.given.split(" ")[0] ?? ""), purpose: PURPOSE[document.class],
      language: variant?.language ?? "en-GB", missing: exact ? null : wanted,
    };
  },

  check_template(practice, { document }) {
    const previews = document.variants.map(({ language, body }) => {
      const text = fill(practice, body, "Alex");
      return { language, text, size: measure(text) };
    });
    return { unreadable: unreadable(document), problems: problemsOf(document), previews };
  },

  save_template(practice, { template, seen, document }) {
    if (unreadable(document)) throw refuse("bad_request", null, unreadable(document) ?? "");
    const version = { version: seen + 1, author: practice.app.me?.name ?? null, approved_by: null, approved_at: null, document };
    const known = template ? find(practice, template) : null;
    if (known && known.versions[0]?.version !== seen) throw refuse("template_changed");
    if (known) Object.assign(known, { versions: [version, ...known.versions], problems: problemsOf(document), state: known.in_use ? "changed" : "draft" });
    else practice.templates.push({ id: crypto.randomUUID(), state: "draft", owner: practice.app.staff.find(({ id }) => id === document.owner)?.name ?? null, in_use: null, by_text: false, may_change: true, may_approve: false, problems: problemsOf(document), versions: [version] });
    const kept = known ?? practice.templates.at(-1);
    if (kept && document.scope.scope === "personal") Object.assign(kept, { state: "approved", in_use: version.version, by_text: true, problems: [] });
    return viewOf(practice);
  },

  approve_template(practice, { template, version }) {
    const found = find(practice, template);
    const latest = found.versions[0];
    if (!latest || latest.version !== version) throw refuse("template_changed");
    if (found.problems.length) throw refuse("template_refused", null, found.problems.join("; "));
    Object.assign(latest, { approved_by: practice.app.me?.name ?? null, approved_at: new Date().toISOString() });
    Object.assign(found, { state: "approved", in_use: version, by_text: latest.document.routes.includes("sms") });
    return viewOf(practice);
  },

  retire_template(practice, { template }) {
    Object.assign(find(practice, template), { state: "retired", in_use: null, by_text: false });
    return viewOf(practice);
  },

  adopt_starters(practice) {
    for (const seed of STARTERS) if (!practice.templates.some(({ id }) => id === seed[0])) practice.templates.push(draftOf(seed));
    return viewOf(practice);
  },
};
