import type { PolicyView } from "@/contract/PolicyView";
import type { Handlers } from "./handlers";
import { basicPolicy, previewsOf, problemOf } from "./policy";
import type { FakePractice } from "./practice";
import { RULES, tried } from "./highlight-rules";
import { refuse } from "./refuse";

/** The practice's policy: read, tried, adopted, accepted. */

const today = () => new Date().toISOString().slice(0, 10);
const nameOf = (practice: FakePractice) => practice.app.practice?.name ?? "";
const mayAdopt = (practice: FakePractice) => practice.app.rights.includes("adopt_policy");

function viewOf(practice: FakePractice): PolicyView {
  const { policy: adopted, app } = practice;
  const accepted = adopted?.accepted ?? [];
  const has = (name: string) => accepted.some((one) => one.name === name);
  const policy = adopted?.policy ?? basicPolicy();
  return {
    version: adopted?.version ?? null,
    adopted_by: adopted?.by ?? null,
    adopted_at: adopted?.at ?? null,
    accepted_by_me: !!app.me && has(app.me.name),
    accepted,
    not_yet_accepted: adopted ? app.staff.filter(({ left }) => !left).map(({ name }) => name).filter((name) => !has(name)) : [],
    policy,
    may_adopt: mayAdopt(practice),
    holidays_end_on: practice.holidaysEndOn,
    previews: previewsOf(policy, nameOf(practice), new Date()),
  };
}

export const POLICY: Pick<Handlers, "policy" | "check_policy" | "adopt_policy" | "accept_policy" | "highlight_rules" | "try_highlights"> = {
  policy: viewOf,

  check_policy: (practice, { policy }) => ({ problem: problemOf(policy, today()), previews: previewsOf(policy, nameOf(practice), new Date()) }),

  highlight_rules: () => RULES,

  try_highlights: (_, { highlights, text }) => tried([...RULES.filter(({ name }) => !highlights.off.includes(name)), ...highlights.own], text),

  adopt_policy(practice, { policy }) {
    if (!mayAdopt(practice)) throw refuse("not_allowed");
    const problem = problemOf(policy, today());
    if (problem) throw refuse("policy_refused", null, problem);
    practice.policy = { version: (practice.policy?.version ?? 0) + 1, by: practice.app.me?.name ?? "", at: new Date().toISOString(), policy, accepted: [] };
    practice.toldPolicy();
    return viewOf(practice);
  },

  accept_policy(practice, { version }) {
    const { policy, app } = practice;
    if (!policy || !app.me) throw refuse("not_found");
    if (policy.version !== version) throw refuse("stale_view");
    const { name } = app.me;
    if (!policy.accepted.some((one) => one.name === name)) policy.accepted.push({ name, at: new Date().toISOString() });
    practice.toldPolicy();
    return viewOf(practice);
  },
};
