// The screens that `a11y.mjs` looks at, and how each is reached.
const id = (name) => `[data-testid="${name}"]`;
const row = (key) => `[data-testid="row"][data-conversation="6000-conversation-${key}"]`;

async function open(page, queue, key) {
  if (queue) await page.click(id(`queue-${queue}`));
  await page.click(row(key));
  await page.waitForSelector(`[data-testid="conversation"][data-conversation="6000-conversation-${key}"] [data-testid="message"]`);
}
const write = (page, text) => page.fill(id("composer-text"), text);
const ready = (page) => page.waitForSelector(`${id("conversation-log")} [data-testid="message"]`);

const OPENING = ["keyring_locked", "keyring_absent", "wrong_key", "key_missing", "newer_file", "damaged_file", "disk_full", "file_in_use", "internal"];
const ZOOMED = [{ name: "zoom200", width: 640, height: 360 }];
const ONE = [{ name: "1280", width: 1280, height: 720 }];

const stopped = (page) => page.waitForSelector(`${id("composer-stopped")}, ${id("composer-closed")}, ${id("composer-sealed")}`);
const draft = "Hello, your blood test is back and in the usual range. No need to do anything. Nurse Okafor";

const policy = async (page, edit = false) => { await page.click(id("policy-open")); await page.waitForSelector(id("policy-section-scope")); if (edit) { await page.click(id("policy-edit")); await page.waitForSelector(id("policy-save-bar")); } };
const into = (page, section) => page.evaluate((name) => document.querySelector(`[data-testid="policy-section-${name}"]`).scrollIntoView(), section);
const closesEarly = async (page) => { await page.click(`${id("policy-monday")} ${id("span-closes")} [role="spinbutton"]`); await page.keyboard.type("0700"); await page.waitForTimeout(500); };

const settings = async (page, part = "practice") => { await page.click(id("settings-open")); await page.waitForSelector(id("settings")); await page.click(id(`settings-${part}`)); await page.waitForTimeout(100); };

const tasks = async (page) => { await page.click(id("tasks-nav")); await page.waitForSelector(id("task")); };

const templates = async (page) => { await page.click(id("templates-open")); await page.waitForSelector(`${id("template-row")}, ${id("templates-empty")}`); };
const reviews = async (page) => { await page.click(id("reviews-open")); await page.waitForSelector(id("review-row")); };
const checked = (page) => page.waitForSelector(id("findings"));

const nth = (place) => `${id("conversation-log")} [data-index]:has(${id("message")}) >> nth=${place}`;
const pressed = (name) => async (page, place) => { const message = page.locator(nth(place)); await message.hover(); await message.locator(id(name)).click(); };
const answer = pressed("message-answer");
const wrong = async (page, place) => { await pressed("message-wrong")(page, place); await page.waitForSelector(id("wrong-dialog")); };

const arrange = async (page, menu, ...choices) => {
  await page.waitForSelector(row("nowak"));
  await page.click(id(menu));
  for (const choice of choices) await page.click(id(choice));
};

export const scenes = [
  { name: "queues-arrived", scene: "opening", arrange: async (page) => { await page.click(id("queue-arrived")); await page.waitForSelector(id("list-raised")); } },
  { name: "queues-arrived-hint", scene: "opening", sizes: ONE, arrange: async (page) => { await page.click(id("queue-unassigned")); await page.waitForSelector(id("list-arrived")); } },
  { name: "queues-arrived-zoom", scene: "opening", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "arrived"); await page.waitForTimeout(200); } },
  { name: "queues-order", arrange: async (page) => { await open(page, "open", "nowak"); await arrange(page, "list-order"); await page.waitForSelector(id("order-due")); } },
  { name: "queues-filter", arrange: async (page) => { await open(page, "open", "nowak"); await arrange(page, "list-filter"); await page.waitForSelector(id("filter-unread")); } },
  { name: "queues-hidden-raised", arrange: async (page) => { await open(page, "open", "nowak"); await arrange(page, "list-filter", "filter-administrative", "filter-same_day"); await page.keyboard.press("Escape"); await page.waitForSelector(id("list-hidden-raised")); } },
  { name: "queues-hidden", sizes: ONE, arrange: async (page) => { await page.click(id("queue-waiting")); await page.click(id("list-filter")); await page.click(id("filter-unread")); await page.click(id("filter-routine")); await page.keyboard.press("Escape"); await page.waitForSelector(id("list-hides")); } },
  { name: "queues-zoom", sizes: ZOOMED, arrange: async (page) => { await page.waitForTimeout(200); const back = await page.$(id("conversation-back")); await back?.click(); await page.click(id("list-filter")); await page.click(id("filter-administrative")); await page.keyboard.press("Escape"); await page.waitForTimeout(200); } },
  { name: "settings-practice", scene: "settings_live", arrange: (page) => settings(page) },
  { name: "settings-new", scene: "new_practice", sizes: ONE, arrange: (page) => settings(page) },
  { name: "settings-staff", scene: "settings_live", arrange: (page) => settings(page, "staff") },
  { name: "settings-nurse", scene: "nurse_alone", sizes: ONE, arrange: (page) => settings(page, "staff") },
  { name: "settings-staff-edit", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(`${id("staff-person")}:nth-child(3) ${id("staff-edit")}`); await page.waitForSelector(id("staff-dialog")); } },
  { name: "cover-staff", scene: "cover", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.waitForSelector(id("staff-list")); } },
  { name: "cover-hours", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(id("staff-edit")); await page.click(id("staff-hours")); await page.waitForSelector(id("staff-monday")); } },
  { name: "cover-team", scene: "cover", arrange: (page) => open(page, "unassigned", "hart") },
  { name: "cover-day", scene: "closing", sizes: ONE, arrange: async (page) => { await page.click(id("day-end-open")); await page.waitForSelector(id("left-overdue_task")); } },
  { name: "cover-replies", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await page.evaluate(() => document.querySelector('[data-testid="policy-replies"]').scrollIntoView({ block: "center" })); } },
  { name: "cover-hold", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.waitForSelector(id("hold")); } },
  { name: "cover-held", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("hold")); await page.waitForSelector(id("promised")); } },
  { name: "cover-urgent", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("class-open")); await page.click(id("class-urgent")); await page.waitForSelector(id("call-first")); } },
  { name: "settings-staff-leave", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(id("staff-edit")); await page.click(id("staff-leave")); await page.waitForSelector(id("leave-dialog")); } },
  { name: "settings-provider", scene: "settings_live", arrange: (page) => settings(page, "provider") },
  { name: "settings-provider-expired", scene: "provider_expired", sizes: ONE, arrange: (page) => settings(page, "provider") },
  { name: "settings-provider-soon-desk", scene: "provider_soon", sizes: ONE, arrange: ready },
  { name: "settings-provider-edit", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "provider"); await page.click(id("papers-edit")); await page.waitForSelector(id("papers-form")); } },
  { name: "settings-provider-connect", scene: "new_practice", sizes: ONE, arrange: async (page) => { await settings(page, "provider"); await page.click(id("provider-connect")); await page.selectOption(id("connect-place"), "this_computer"); await page.click(id("connect-submit")); } },
  { name: "settings-provider-training", scene: "desk", sizes: ONE, arrange: async (page) => { await settings(page, "provider"); await page.click(id("provider-test")); await page.waitForTimeout(200); } },
  { name: "settings-reader", scene: "provider_reader", sizes: ONE, arrange: (page) => settings(page, "provider") },
  { name: "settings-zoom", scene: "settings_live", sizes: ZOOMED, arrange: (page) => settings(page, "staff") },
  { name: "settings-zoom-provider", scene: "provider_soon", sizes: ZOOMED, arrange: async (page) => { await settings(page, "provider"); await page.click(id("papers-edit")); } },
  { name: "closing-done", arrange: async (page) => { await open(page, "open", "whitlock"); await page.click(id("mark-done")); await page.waitForSelector(id("question")); } },
  { name: "closing-unfiled", sizes: ONE, arrange: async (page) => { await open(page, "open", "tran"); await page.click(id("mark-done")); await page.waitForSelector(id("question")); } },
  { name: "closing-menu", arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "Thank you, that is fine. A. Okafor, practice nurse"); await page.click(id("send-menu")); await page.waitForSelector(id("send-after-done")); } },
  { name: "closing-twice", arrange: async (page) => { await open(page, "open", "nowak"); for (let time = 0; time < 2; time++) { await write(page, "Please ring us today. A. Okafor, practice nurse"); await page.click(id("composer-send")); await page.waitForTimeout(300); } await page.waitForSelector(id("composer-twice")); } },
  { name: "closing-end", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await write(page, "Hello George, please finish them. A. Okafor, practice nurse"); await page.keyboard.press("Control+Alt+Enter"); await page.waitForSelector(id("question")); } },
  { name: "closing-keys", sizes: ONE, arrange: async (page) => { await ready(page); await page.keyboard.press("Control+/"); await page.waitForSelector(id("enter-switch")); } },
  { name: "closing-zoom", sizes: ZOOMED, arrange: async (page) => {
    await page.waitForTimeout(200);
    const back = await page.$(id("conversation-back"));
    await back?.click();
    await page.selectOption(id("queue-select"), "open");
    await page.click(row("whitlock"));
    await page.focus(id("conversation-log"));
    await page.keyboard.press("e");
    await page.waitForSelector(id("question"));
  } },
  { name: "highlights", arrange: (page) => open(page, "open", "ferreira") },
  { name: "carry-message", sizes: ONE, arrange: async (page) => { await open(page, "open", "osei"); await page.focus(id("message-template")); } },
  { name: "carry-made", arrange: async (page) => { await open(page, "open", "osei"); await page.focus(id("message-template")); await page.keyboard.press("Enter"); await page.waitForSelector(id("template-taken")); await page.waitForTimeout(400); } },
  { name: "carry-made-zoom", sizes: ZOOMED, arrange: async (page) => { await page.click(row("ferreira")); await page.waitForSelector(id("message-template")); await page.focus(id("message-template")); await page.keyboard.press("Enter"); await page.waitForSelector(id("template-taken")); } },
  { name: "carry-report", arrange: async (page) => { await page.click(id("today-open")); await page.click(id("today-next-steps")); await page.waitForSelector(id("next-steps-day")); } },
  { name: "carry-report-list", sizes: ONE, arrange: async (page) => { await page.click(id("today-open")); await page.click(id("today-next-steps")); await page.click(id("next-steps-all-contacts")); await page.waitForSelector(id("next-steps-line")); } },
  { name: "carry-report-zoom", sizes: ZOOMED, arrange: async (page) => { await page.click(`${id("today-open")}, ${id("bar-today")}`); await page.click(id("today-next-steps")); await page.waitForSelector(id("next-steps-day")); } },
  { name: "carry-carries", arrange: async (page) => { await templates(page); await page.click(id("templates-write")); await page.click(`${id("template-carries")} summary`); await page.selectOption(id("carries-follow-up"), "phone"); await page.selectOption(id("carries-system"), "other"); await page.evaluate(() => document.querySelector('[data-testid="carries-display"]').scrollIntoView({ block: "center" })); } },
  { name: "carry-carries-zoom", sizes: ZOOMED, arrange: async (page) => { await page.click(`${id("templates-open")}`); await page.click(id("templates-write")); await page.click(`${id("template-carries")} summary`); await page.selectOption(id("carries-follow-up"), "phone"); await page.selectOption(id("carries-system"), "snomed"); await page.evaluate(() => document.querySelector('[data-testid="carries-code"]').scrollIntoView({ block: "center" })); } },
  { name: "carry-detail", sizes: ONE, arrange: async (page) => { await templates(page); await page.click(`${id("template-row")}[data-template="self-care-advice"]`); await page.waitForSelector(id("template-carried")); } },
  { name: "carry-insert", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await write(page, ""); await page.type(id("composer-text"), "/looking"); await page.waitForSelector(id("insert-carried")); } },
  { name: "tasks", arrange: tasks },
  { name: "tasks-empty", scene: "empty", sizes: ONE, arrange: async (page) => { await page.click(id("tasks-nav")); await page.waitForSelector(id("tasks-none")); } },
  { name: "tasks-read-only", scene: "read_only", sizes: ONE, arrange: tasks },
  { name: "tasks-call", sizes: ONE, arrange: async (page) => { await tasks(page); await page.click(id("task-call")); await page.waitForSelector(id("contact-dialog")); } },
  { name: "tasks-letter", sizes: ONE, arrange: async (page) => { await tasks(page); await page.click(id("task-letter")); await page.waitForSelector(id("letter-dialog")); } },
  { name: "tasks-end", sizes: ONE, arrange: async (page) => { await tasks(page); await page.click(id("task-done")); await page.click(id("end-dialog-save")); } },
  { name: "tasks-thread", arrange: async (page) => { await open(page, "open", "oconnor"); await page.waitForSelector(id("task-line")); } },
  { name: "tasks-stopped", sizes: ONE, arrange: async (page) => { await open(page, "open", "hart"); await stopped(page); await write(page, draft); } },
  { name: "tasks-add", sizes: ONE, arrange: async (page) => { await open(page, "open", "oconnor"); await page.click(id("task-add")); await page.waitForSelector(id("make-dialog")); } },
  { name: "tasks-request", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await page.click(id("request-add")); await page.waitForSelector(id("request-dialog")); } },
  { name: "tasks-needs", sizes: ONE, arrange: async (page) => { await open(page, "open", "oconnor"); await page.click(id("needs-edit")); await page.waitForSelector(id("needs-dialog")); } },
  { name: "tasks-called", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await page.click(id("record-call")); await page.click(id("call-outcome-call_reached")); await page.fill(id("contact-text"), "Told her the result is in the usual range. She understood and has no questions."); await page.click(id("contact-dialog-save")); await page.waitForSelector('[data-kind="contact"]'); } },
  { name: "tasks-zoom", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "tasks"); await page.waitForSelector(id("task")); } },
  { name: "compose-blocked", arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "Dear Piotr, your HIV test is positive and you have diabetes. Please ring us prior to Friday."); await checked(page); } },
  { name: "compose-reason", arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "Your asthma review is due. Please reply YES and we will book it. Your NHS number is 999 053 3228."); await checked(page); await page.fill(id("words-reason"), "He asked for it by text this morning"); await page.click(id("composer-text")); } },
  { name: "compose-reason-reception", scene: "reception", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "Your diabetes review is due."); await checked(page); } },
  { name: "compose-insert", arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("composer-text")); await page.keyboard.type("Good morning. /ph"); await page.waitForSelector(id("insert-option")); await page.waitForTimeout(200); } },
  { name: "compose-blanks", arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("composer-text")); await page.keyboard.type("/phone"); await page.waitForSelector(id("insert-option")); await page.keyboard.press("Enter"); await checked(page); } },
  { name: "compose-first", sizes: ONE, arrange: async (page) => { await open(page, "open", "adeyemi"); await page.waitForSelector(id("first-message")); } },
  { name: "compose-letter", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await write(page, "Thank you \u{1f642}, please ring us about your appointment."); await page.waitForTimeout(400); } },
  { name: "compose-half-blank", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "Please come on [[day, before 10:00."); await checked(page); } },
  { name: "compose-two-purposes", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.selectOption(id("purpose"), "administration"); await page.click(id("composer-text")); await page.keyboard.type("/looking"); await page.waitForSelector(id("insert-option")); await page.keyboard.press("Enter"); await page.waitForSelector(id("purpose-also")); } },
  { name: "compose-aside", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await write(page, "See you on Monday."); await page.waitForTimeout(300); await page.click(id("composer-send")); await page.waitForSelector(id("undo")); await page.click(id("composer-mode-note")); await write(page, "Sounds anxious."); await page.click(id("undo")); await page.waitForSelector(id("composer-aside")); } },
  { name: "compose-zoom", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "nowak"); await write(page, "You have diabetes."); await checked(page); } },
  { name: "templates-list", scene: "gp", arrange: templates },
  { name: "templates-waiting", scene: "gp", arrange: async (page) => { await templates(page); await page.selectOption(id("templates-filter"), "waiting"); } },
  { name: "templates-changed", scene: "gp", sizes: ONE, arrange: async (page) => { await templates(page); await page.click('[data-template="phone-call-planned"]'); await page.click(`${id("template-version")} summary`); } },
  { name: "templates-empty", scene: "no_templates", arrange: templates },
  { name: "templates-mine", sizes: ONE, arrange: async (page) => { await templates(page); await page.selectOption(id("templates-filter"), "mine"); } },
  { name: "templates-own-edit", sizes: ONE, arrange: async (page) => { await templates(page); await page.click('[data-template="see-you-then"]'); await page.click(id("template-edit")); await page.waitForTimeout(400); } },
  { name: "compose-scope", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("composer-text")); await page.keyboard.type("/e"); await page.waitForSelector(id("insert-scope")); } },
  { name: "templates-language", scene: "gp", sizes: ONE, arrange: async (page) => { await templates(page); await page.click('[data-template="message-received"]'); await page.click(id("template-edit")); await page.selectOption(id("template-language"), "he"); await page.waitForTimeout(400); } },
  { name: "compose-language", sizes: ONE, arrange: async (page) => { await open(page, "open", "levy"); await page.click(id("composer-text")); await page.keyboard.type("/ack"); await page.waitForSelector(id("insert-language")); } },
  { name: "compose-no-language", sizes: ONE, arrange: async (page) => { await open(page, "open", "levy"); await page.click(id("composer-text")); await page.keyboard.type("/phone"); await page.waitForSelector(id("insert-missing")); } },
  { name: "templates-edit", scene: "gp", arrange: async (page) => { await templates(page); await page.click('[data-template="phone-call-planned"]'); await page.click(id("template-edit")); await page.waitForSelector(id("template-problems")); } },
  { name: "templates-unreadable", sizes: ONE, arrange: async (page) => { await templates(page); await page.click(id("templates-write")); await page.fill(id("template-body"), "Hello {given_name}"); await page.waitForSelector(id("template-unreadable")); } },
  { name: "templates-zoom", scene: "gp", sizes: ZOOMED, arrange: templates },
  { name: "policy-read", scene: "manager", arrange: (page) => policy(page) },
  { name: "policy-texts", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page); await into(page, "targets"); } },
  { name: "highlights-read", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page); await into(page, "highlights"); await page.click(`${id("policy-highlights")} summary`); } },
  { name: "highlights-edit", scene: "manager", arrange: async (page) => {
    await policy(page, true); await page.click(`${id("policy-highlights-edit")} summary`); await page.click(id("policy-highlights-own-add"));
    await page.fill(id("policy-highlight-name"), "Insulin"); await page.fill(id("policy-highlight-signs"), "run out + insulin/pens"); await page.fill(id("policy-highlights-try"), "I have run out of my insulin and have chest pain");
    await page.waitForSelector(`${id("policy-highlights-tried")} mark`); await into(page, "highlights");
  } },
  { name: "highlight-desk", scene: "reception", sizes: ONE, arrange: async (page) => { await page.click(id("queue-open")); await page.click('[data-conversation$="ferreira"]'); await page.waitForSelector(id("look-first")); } },
  { name: "policy-none", scene: "no_policy", sizes: ONE, arrange: (page) => policy(page) },
  { name: "policy-none-desk", scene: "no_policy", arrange: ready },
  { name: "policy-accept", scene: "unaccepted", arrange: (page) => policy(page) },
  { name: "policy-accept-desk", scene: "unaccepted", sizes: ONE, arrange: ready },
  { name: "policy-holidays", scene: "holidays", sizes: ONE, arrange: (page) => policy(page) },
  { name: "policy-edit", scene: "manager", arrange: (page) => policy(page, true) },
  { name: "policy-edit-hours", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await into(page, "hours"); } },
  { name: "policy-edit-closures", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await page.evaluate(() => document.querySelector('[data-testid="policy-closures"]').scrollIntoView({ block: "center" })); } },
  { name: "policy-edit-targets", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await into(page, "targets"); } },
  { name: "policy-edit-texts", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await into(page, "texts"); } },
  { name: "policy-problem", scene: "manager", arrange: async (page) => { await policy(page, true); await closesEarly(page); } },
  { name: "policy-adopt", scene: "manager", arrange: async (page) => { await policy(page, true); await page.fill(id("policy-cover"), "The duty doctor, and on Wednesday afternoons the practice pharmacist, see to messages for anybody who is away."); await page.click(`${id("policy-permitted")} ${id("policy-permitted-remove")}`); await page.waitForSelector(`${id("policy-adopt")}:not(:disabled)`); await page.click(id("policy-adopt")); await page.waitForSelector(id("policy-adopt-dialog")); } },
  { name: "policy-middle", scene: "manager", sizes: [{ name: "1000", width: 1000, height: 700 }], arrange: (page) => policy(page) },
  { name: "policy-zoom", scene: "manager", sizes: ZOOMED, arrange: (page) => policy(page, true) },
  { name: "consent-nothing", arrange: async (page) => { await open(page, "open", "nowak"); await page.waitForSelector(id("consent-nothing")); } },
  { name: "consent-agreed", sizes: ONE, arrange: async (page) => { await open(page, "open", "ferreira"); await page.waitForSelector(id("consent-line")); await page.click(id("consent-history")); } },
  { name: "consent-objected", arrange: async (page) => { await open(page, "open", "begum"); await stopped(page); await write(page, draft); } },
  { name: "consent-despite", arrange: async (page) => { await open(page, "open", "begum"); await write(page, draft); await page.click(id("despite-open")); await page.fill(id("despite-reason"), "Asked for this result by text, on the telephone at 10:30 today"); } },
  { name: "consent-unclear", sizes: ONE, arrange: async (page) => { await open(page, "open", "okoro"); await stopped(page); } },
  { name: "consent-provider", sizes: ONE, arrange: async (page) => { await open(page, "open", "tran"); await stopped(page); } },
  { name: "consent-needed", scene: "opt_in", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await stopped(page); } },
  { name: "consent-unsafe", arrange: async (page) => { await open(page, "open", "hart"); await stopped(page); } },
  { name: "consent-unsafe-long", scene: "unsafe_long", arrange: async (page) => { await open(page, "open", "long"); await stopped(page); await page.click(id("consent-history")); } },
  { name: "consent-deceased", arrange: async (page) => { await open(page, "open", "osei"); await stopped(page); } },
  { name: "consent-left", sizes: ONE, arrange: async (page) => { await open(page, "open", "lindgren"); await stopped(page); } },
  { name: "consent-reception", scene: "reception", sizes: ONE, arrange: async (page) => { await open(page, "open", "begum"); await stopped(page); } },
  { name: "consent-read-only", scene: "read_only", arrange: async (page) => { await open(page, "open", "begum"); await stopped(page); } },
  { name: "consent-thread", arrange: async (page) => { await open(page, "open", "mensah"); } },
  { name: "consent-record", arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("consent-record")); await page.waitForSelector(id("consent-dialog")); } },
  { name: "consent-record-yes", sizes: ONE, arrange: async (page) => { await open(page, "open", "begum"); await page.click(id("consent-record")); await page.click(id("consent-decision-agreed")); await page.click(id("consent-save")); } },
  { name: "consent-record-wish", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await page.click(id("wish-record")); await page.waitForSelector(id("consent-dialog")); } },
  { name: "consent-mark-unsafe", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("route-unsafe")); await page.waitForSelector(id("route-dialog")); } },
  { name: "consent-mark-safe", sizes: ONE, arrange: async (page) => { await open(page, "open", "hart"); await page.click(id("route-safe")); await page.waitForSelector(id("route-dialog")); } },
  { name: "desk", arrange: async (page) => { await ready(page); await open(page, "open", "ferreira"); } },
  { name: "reply", arrange: async (page) => { await open(page, "open", "ferreira"); await write(page, "Ana, this needs a doctor now. Stop the tablet and call 999 if your breathing is hard. I am ringing you on this number."); await page.waitForTimeout(400); } },
  { name: "note", arrange: async (page) => { await open(page, "open", "ferreira"); await page.click(id("composer-mode-note")); await write(page, "Rang Ana at 10:45, no stridor. Dr Shah informed."); } },
  { name: "held", arrange: async (page) => { await open(page, "open", "whitlock"); await write(page, "Mr Whitlock, I am ringing you now. Please stay by the telephone."); await page.keyboard.press("Control+Enter"); await page.waitForSelector(id("undo")); } },
  { name: "shared", arrange: async (page) => { await open(page, "open", "ferreira"); await write(page, "Please ring us."); await page.keyboard.press("Control+Enter"); await page.waitForSelector(id("shared-question")); } },
  { name: "match-shared", arrange: async (page) => { await page.click(id("queue-unmatched")); await open(page, null, "hughes"); await page.waitForSelector(id("match-candidate")); } },
  { name: "match-chosen", arrange: async (page) => { await page.click(id("queue-unmatched")); await open(page, null, "unknown"); await page.fill(id("match-search"), "eilidh"); await page.click(id("match-candidate")); } },
  { name: "due", arrange: async (page) => { await open(page, "overdue", "begum"); } },
  { name: "due-class", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("class-open")); await page.waitForSelector(id("class-urgent")); } },
  { name: "due-no-holder", scene: "no_holder", arrange: async (page) => { await ready(page); await page.waitForSelector(id("triage-missing")); } },
  { name: "due-today", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("today-open")); await page.waitForSelector(id("today")); } },
  { name: "due-close", scene: "closing", arrange: async (page) => { await ready(page); await page.click(id("day-end-open")); await page.selectOption(id("left-overdue-what"), "wait"); await page.selectOption(id("left-unowned-what"), { index: 1 }); } },
  { name: "zoom-due-close", scene: "closing", sizes: ZOOMED, arrange: async (page) => { await page.click(id("day-end-open")); await page.waitForSelector(id("end-day")); } },
  { name: "failed", arrange: async (page) => { await page.click(id("queue-failed")); await open(page, null, "oconnor"); } },
  { name: "unknown", arrange: async (page) => { await page.click(id("queue-failed")); await open(page, null, "tran"); } },
  { name: "long", arrange: async (page) => { await open(page, "open", "long"); } },
  { name: "rtl", arrange: async (page) => { await open(page, "open", "levy"); } },
  { name: "thread", arrange: async (page) => { await open(page, "open", "macleod"); await page.evaluate(() => { document.querySelector('[data-testid="conversation-log"]').scrollTop = 400; }); await page.waitForTimeout(300); } },
  { name: "draft", arrange: async (page) => { await open(page, "open", "adeyemi"); } },
  { name: "others", arrange: async (page) => { await open(page, "open", "levy"); await page.keyboard.press("Escape"); } },
  { name: "search", arrange: async (page) => { await ready(page); await page.keyboard.press("Control+k"); await page.keyboard.type("peak"); await page.waitForSelector(id("search-hit")); } },
  { name: "search-patient", arrange: async (page) => { await ready(page); await page.keyboard.press("Control+k"); await page.keyboard.type("ferreira"); await page.waitForSelector(id("search-patient")); } },
  { name: "search-begin", sizes: ONE, arrange: async (page) => { await ready(page); await page.keyboard.press("Control+k"); await page.keyboard.type("ana fer"); await page.waitForSelector(id("search-patient")); await page.keyboard.press("Enter"); await page.waitForSelector(id("search-begin")); } },
  { name: "search-none", sizes: ONE, arrange: async (page) => { await ready(page); await page.keyboard.press("Control+k"); await page.keyboard.type("zzz"); await page.waitForTimeout(300); } },
  { name: "sync", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("sync-state")); await page.waitForSelector(id("sync-check")); } },
  { name: "offline", scene: "offline", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("sync-state")); } },
  { name: "paused", scene: "paused", sizes: ONE, arrange: ready },
  { name: "refused", scene: "refused", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("sync-state")); } },
  { name: "trouble", scene: "trouble", sizes: ONE, arrange: ready },
  { name: "snooze-list", scene: "snoozed", arrange: (page) => open(page, "snoozed", "okoro") },
  { name: "snooze-menu", scene: "snoozed", arrange: async (page) => { await open(page, "open", "tran"); await page.click(id("snooze")); await page.waitForSelector(id("snooze-menu")); await page.waitForTimeout(200); } },
  { name: "snooze-typed", sizes: ONE, arrange: async (page) => { await open(page, "open", "okoro"); await page.click(id("snooze")); await page.fill(id("snooze-typed"), "sat 3pm when results back"); await page.waitForSelector(id("snooze-typed-put")); } },
  { name: "snooze-words", sizes: ONE, arrange: async (page) => { await open(page, "open", "okoro"); await page.click(id("snooze")); await page.fill(id("snooze-typed"), "when results back"); await page.waitForTimeout(300); } },
  { name: "snooze-due", sizes: ONE, arrange: async (page) => { await open(page, "open", "osei"); await page.click(id("snooze")); await page.fill(id("snooze-typed"), "tomorrow"); await page.click(id("snooze-typed-put")); await page.waitForSelector(id("snooze-past-due")); } },
  { name: "snooze-back", scene: "snoozed", arrange: (page) => open(page, "open", "begum") },
  { name: "snooze-empty", sizes: ONE, arrange: async (page) => { await page.click(id("queue-snoozed")); await page.waitForSelector(id("list-empty")); } },
  { name: "snooze-zoom", scene: "snoozed", sizes: ZOOMED, arrange: async (page) => { await page.click(row("ferreira")); await page.waitForSelector(`${id("conversation-log")} [data-testid="message"]`); await page.focus(id("conversation-log")); await page.keyboard.press("s"); await page.waitForSelector(id("snooze-menu")); } },
  { name: "duty-thread", scene: "duties", arrange: (page) => open(page, "mine", "begum") },
  { name: "duty-history", scene: "duties", sizes: ONE, arrange: async (page) => { await open(page, "mine", "begum"); await page.locator(`${id("role-line")} summary`).last().click(); } },
  { name: "duty-unassigned", scene: "duties", sizes: ONE, arrange: (page) => open(page, "unassigned", "hart") },
  { name: "duty-today", scene: "duties", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("today-open")); await page.waitForSelector(id("duty")); } },
  { name: "duty-hand-over", scene: "duties", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("today-open")); await page.click(id("duty-hand-over")); await page.waitForSelector(id("duty-to")); } },
  { name: "duty-today-zoom", scene: "duties", sizes: ZOOMED, arrange: async (page) => { await page.click(`${id("today-open")}, ${id("bar-today")}`); await page.waitForSelector(id("duty")); } },
  { name: "duty-settings", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.locator(id("duty-add")).scrollIntoViewIfNeeded(); } },
  { name: "duty-edit", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(id("duty-edit")); await page.waitForSelector(id("duty-dialog")); } },
  { name: "duty-add-empty", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(id("duty-add")); await page.click(id("duty-save")); } },
  { name: "duty-end", scene: "settings_live", sizes: ONE, arrange: async (page) => { await settings(page, "staff"); await page.click(id("duty-edit")); await page.click(id("duty-end")); await page.waitForSelector(id("duty-end-dialog")); } },
  { name: "assign", sizes: ONE, arrange: async (page) => { await ready(page); await page.click(id("assign")); await page.waitForSelector(id("assign-choice")); } },
  { name: "done-reason", sizes: ONE, arrange: async (page) => { await open(page, "open", "okoro"); await page.click(id("mark-done")); await page.waitForSelector(id("done-dialog")); } },
  { name: "quote", arrange: async (page) => { await open(page, "open", "whitlock"); await answer(page, 0); await write(page, "It is, please go on"); await page.waitForTimeout(200); } },
  { name: "quote-sent", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await answer(page, 0); await write(page, "It is, please go on"); await page.click(id("composer-send")); await page.waitForSelector(id("message-quote")); await page.evaluate(() => document.querySelector('[data-testid="conversation-log"]').scrollTo(0, 100000)); } },
  { name: "quote-marked", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await answer(page, 1); await page.click(id("composer-quote-jump")); await page.waitForSelector('[data-marked="true"]'); } },
  { name: "quote-note", sizes: ONE, arrange: async (page) => { await open(page, "open", "ferreira"); await page.hover('[data-kind="note"]'); await page.click(`[data-kind="note"] ${id("message-answer")}`); await write(page, "Booked for the 7th"); } },
  { name: "quote-zoom", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "whitlock"); await answer(page, 0); } },
  { name: "wrong-dialog", arrange: async (page) => { await open(page, "open", "whitlock"); await wrong(page, 1); await page.click(id("wrong-reason-wrong_person")); } },
  { name: "wrong-problems", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await wrong(page, 1); await page.click(id("wrong-save")); } },
  { name: "wrong", arrange: async (page) => { await open(page, "open", "whitlock"); await wrong(page, 1); await page.click(id("wrong-reason-wrong_fact")); await page.fill(id("wrong-words"), "5 days, not 7"); await page.click(id("wrong-save")); await page.waitForSelector(id("composer-quote")); } },
  { name: "wrong-person", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await wrong(page, 1); await page.click(id("wrong-reason-wrong_person")); await page.click(id("wrong-save")); await page.waitForSelector(id("task-line")); } },
  { name: "wrong-note", scene: "manager", sizes: ONE, arrange: async (page) => { await open(page, "open", "ferreira"); await page.hover('[data-kind="note"]'); await page.click(`[data-kind="note"] ${id("message-wrong")}`); await page.click(id("wrong-reason-not_meant")); await page.click(id("wrong-save")); await page.waitForSelector(id("wrong-note")); } },
  { name: "wrong-zoom", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "whitlock"); await wrong(page, 1); } },
  { name: "keys", sizes: ONE, arrange: async (page) => { await ready(page); await page.keyboard.press("Control+/"); await page.waitForSelector(id("cheat-sheet")); } },
  { name: "empty", scene: "empty", arrange: (page) => page.waitForSelector(id("list-empty")) },
  { name: "loading", scene: "loading", sizes: ONE, arrange: (page) => page.waitForSelector(id("list-skeleton")) },
  { name: "first-run", scene: "first_run", arrange: (page) => page.waitForSelector(id("first-run")) },
  { name: "first-run-own", scene: "first_run", sizes: ONE, arrange: async (page) => { await page.click(id("first-run-own")); await page.click(id("first-run-start")); } },
  { name: "who", scene: "who", sizes: ONE, arrange: (page) => page.waitForSelector(id("who")) },
  ...OPENING.map((code) => ({ name: `error-${code}`, scene: code, sizes: ONE, arrange: (page) => page.waitForSelector(id("error-screen")) })),
  { name: "reach-tasks", scene: "unconfirmed", sizes: ONE, arrange: tasks },
  { name: "reach-thread", scene: "unconfirmed", sizes: ONE, arrange: async (page) => { await open(page, "open", "levy"); await page.waitForSelector(id("task-line")); } },
  { name: "reach-wish", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await page.waitForSelector(id("wish-dismiss")); } },
  { name: "reach-dismissed", sizes: ONE, arrange: async (page) => { await open(page, "open", "mensah"); await page.click(id("wish-dismiss")); await page.waitForSelector('[data-settled="true"]'); } },
  { name: "reach-policy", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await page.evaluate(() => document.querySelector('[data-testid="policy-receipt"]').scrollIntoView({ block: "center" })); } },
  { name: "reviews", scene: "people", arrange: reviews },
  { name: "reviews-person", scene: "people", sizes: ONE, arrange: async (page) => { await reviews(page); await page.click('[data-testid="review-row"][data-wish="person"]'); await page.waitForTimeout(150); } },
  { name: "reviews-mark", scene: "people", sizes: ONE, arrange: async (page) => { await reviews(page); await page.click('[data-testid="review-row"][data-wish="mark"]'); await page.waitForSelector(id("route-banner")); } },
  { name: "reviews-reviewed", sizes: ONE, arrange: async (page) => { await reviews(page); await page.click(id("review-unchanged")); await page.waitForTimeout(300); } },
  { name: "reviews-empty", scene: "reviews_none", sizes: ONE, arrange: async (page) => { await page.click(id("reviews-open")); await page.waitForSelector(id("reviews-none")); } },
  { name: "reviews-zoom", scene: "people", sizes: ZOOMED, arrange: reviews },
  { name: "limit", scene: "limited", arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("limit-show-why")); } },
  { name: "limit-pane", scene: "limited", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("limit-past")); await page.locator(id("limit-part")).scrollIntoViewIfNeeded(); } },
  { name: "limit-set", scene: "limited", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await page.click(id("limit-set")); await page.waitForSelector(id("limit-dialog")); } },
  { name: "limit-problems", scene: "limited", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await page.click(id("limit-set")); for (const way of ["telephone", "desk", "letter"]) await page.click(id(`limit-open-${way}`)); await page.click(id("limit-save")); } },
  { name: "limit-lift", scene: "limited", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.click(id("limit-lift")); await page.waitForSelector(id("lift-dialog")); } },
  { name: "limit-survey", scene: "limited_nurse", sizes: ONE, arrange: async (page) => { await open(page, "open", "nowak"); await page.selectOption(id("purpose"), "survey"); await stopped(page); } },
  { name: "limit-review", scene: "limited", sizes: ONE, arrange: async (page) => { await reviews(page); await page.click('[data-testid="review-row"][data-wish="limit"]'); await page.waitForSelector(id("limit-standing")); } },
  { name: "limit-policy", scene: "manager", sizes: ONE, arrange: async (page) => { await policy(page, true); await page.evaluate(() => document.querySelector('[data-testid="policy-text-limited"]').scrollIntoView({ block: "center" })); } },
  { name: "limit-zoom", scene: "limited", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "nowak"); await page.click(id("limit-show-why")); } },
  { name: "people", scene: "people", arrange: async (page) => { await open(page, "open", "helen"); await page.waitForSelector(id("person")); await page.locator(id("people")).scrollIntoViewIfNeeded(); } },
  { name: "people-stopped", scene: "people", sizes: ONE, arrange: async (page) => { await open(page, "open", "helen"); await page.selectOption(id("purpose"), "results"); await stopped(page); } },
  { name: "people-add", sizes: ONE, arrange: async (page) => { await open(page, "open", "whitlock"); await page.click(id("person-add")); await page.waitForSelector(id("person-dialog")); await page.click(id("person-save")); } },
  { name: "people-long", scene: "people", sizes: ONE, arrange: async (page) => { await open(page, "open", "long"); await page.waitForSelector(id("person")); await page.locator(id("people")).scrollIntoViewIfNeeded(); } },
  { name: "people-number", sizes: ONE, arrange: async (page) => { await open(page, "open", "macleod"); await page.waitForSelector(id("number-prompt")); } },
  { name: "people-zoom", scene: "people", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "helen"); } },
  { name: "zoom-list", sizes: ZOOMED, arrange: (page) => page.waitForSelector(id("row")) },
  { name: "zoom-conversation", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "ferreira"); } },
  { name: "zoom-match", sizes: ZOOMED, arrange: async (page) => { await page.selectOption(id("queue-select"), "unmatched"); await open(page, null, "hughes"); } },
  { name: "zoom-first-run", scene: "first_run", sizes: ZOOMED, arrange: (page) => page.waitForSelector(id("first-run")) },
  { name: "middle", sizes: [{ name: "1000", width: 1000, height: 700 }], arrange: async (page) => { await page.selectOption(id("queue-select"), "open"); await open(page, null, "long"); } },
  { name: "contrast", sizes: ONE, contrast: "more", arrange: async (page) => { await open(page, "open", "ferreira"); } },
];
