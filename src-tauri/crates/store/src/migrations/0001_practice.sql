-- The practice's file. Times are milliseconds since 1970 in UTC; ids are uuids of 16 bytes; the rest is said in place.

-- The log: facts in order. Everything below "views" can be rebuilt from it.
CREATE TABLE change (
    seq       INTEGER PRIMARY KEY,              -- from 1, without gaps
    operation BLOB NOT NULL,                    -- the asking that it came of
    body      BLOB NOT NULL,                    -- JSON: when, who, what; packed (src/packed.rs)
    chain     BLOB NOT NULL                     -- SHA-256 over the row before, seq and the JSON
) STRICT;
CREATE INDEX change_operation ON change (operation);
CREATE TRIGGER change_is_never_updated BEFORE UPDATE ON change
    BEGIN SELECT RAISE(ABORT, 'the log is never altered'); END;
CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the log is never altered'); END;
-- REPLACE deletes without asking the trigger above, so a number that is not the next one is refused as well.
CREATE TRIGGER change_is_only_appended BEFORE INSERT ON change
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM change)
    BEGIN SELECT RAISE(FAIL, 'the log is never altered'); END;

-- Message text, beside the log so that it can be erased by law. The change of the same number holds its digest.
CREATE TABLE content (
    seq  INTEGER PRIMARY KEY REFERENCES change (seq),
    salt BLOB NOT NULL,
    text BLOB NOT NULL                          -- UTF-8, byte for byte as it came; BLOB because it may hold U+0000
) STRICT;
CREATE TRIGGER content_is_never_updated BEFORE UPDATE ON content
    BEGIN SELECT RAISE(ABORT, 'message text is never altered'); END;
CREATE TRIGGER content_is_never_replaced BEFORE INSERT ON content
    WHEN EXISTS (SELECT 1 FROM content WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'message text is never altered'); END;

-- Views.

CREATE TABLE practice (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    name     TEXT NOT NULL,
    number   TEXT,                              -- E.164
    training INTEGER NOT NULL,
    test_numbers TEXT NOT NULL,                 -- JSON: those that may be written to before a policy is adopted
    phone    TEXT NOT NULL,                     -- what patients ring, as it is printed; empty: none
    no_personal INTEGER NOT NULL                -- nobody may keep wordings of their own
) STRICT;

CREATE TABLE policy (
    only    INTEGER PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL,
    body    TEXT NOT NULL                       -- JSON of model::AdoptedPolicy, the one in force
) STRICT;

CREATE TABLE staff (
    id   BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    away_until TEXT,                            -- ISO 8601, the first day back
    has_left   INTEGER NOT NULL,
    hours      TEXT,                            -- JSON of model::calendar::Week; NULL: whenever the practice is open
    cover      BLOB,                            -- who has their conversations once they left
    CHECK (away_until IS NULL OR NOT has_left)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL                          -- JSON of model::RecordedProvider
) STRICT;

CREATE TABLE patient (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    family     TEXT NOT NULL,
    given      TEXT NOT NULL,
    birth_date TEXT,                            -- ISO 8601
    nhs_number TEXT,
    status     TEXT NOT NULL                    -- active, deceased, left
) STRICT;

CREATE INDEX patient_born ON patient (birth_date) WHERE birth_date IS NOT NULL;

-- How a patient wants to be reached, and must not be: a row only for those who said something.
CREATE TABLE preference (
    patient INTEGER PRIMARY KEY REFERENCES patient (row),
    body    TEXT NOT NULL,                      -- JSON of model::Preferences
    review_on TEXT,                             -- ISO 8601, the first day to ask again about something; NULL: none
    limited INTEGER NOT NULL                    -- texting with them is limited (D-14)
) STRICT;
CREATE INDEX preference_review ON preference (review_on) WHERE review_on IS NOT NULL;

-- Whose number it is, of those who may be written to about a patient, or once might.
CREATE TABLE proxy (
    patient INTEGER NOT NULL REFERENCES patient (row),
    id      BLOB NOT NULL,
    number  TEXT NOT NULL,                      -- E.164
    name    TEXT NOT NULL,
    relationship TEXT NOT NULL,                 -- parent, guardian, carer, partner, health_attorney, other
    called  TEXT NOT NULL,                      -- the same in staff's words; empty: none
    PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX proxy_number ON proxy (number);

CREATE TABLE contact_point (
    patient  INTEGER NOT NULL REFERENCES patient (row),
    position INTEGER NOT NULL,
    number   TEXT NOT NULL,                     -- E.164
    use      TEXT NOT NULL,                     -- FHIR ContactPoint.use
    PRIMARY KEY (patient, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_point_number ON contact_point (number, patient, use);

CREATE TABLE conversation (
    row               INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE,
    patient           INTEGER REFERENCES patient (row),
    unmatched         TEXT,                     -- why nobody knows whose it is; NULL: matched
    number            TEXT NOT NULL,            -- E.164
    channel           TEXT NOT NULL,
    topic             TEXT,
    done_at           INTEGER,                  -- NULL: open
    done_by           BLOB,
    done_reason       TEXT,
    owner             BLOB,                     -- NULL: the practice's common queue
    with_team         INTEGER NOT NULL,         -- something arrived for an owner who is not at work
    revision          INTEGER NOT NULL,
    messages          INTEGER NOT NULL,
    unread            INTEGER NOT NULL,
    unfiled           INTEGER NOT NULL,
    failed            INTEGER NOT NULL,
    last_at           INTEGER NOT NULL,
    last_message      BLOB,                     -- message.id
    last_from_patient INTEGER NOT NULL,
    answered          INTEGER NOT NULL,         -- it is the patient's turn
    automatic_at      INTEGER,                  -- when the app last sent something by itself
    written_at        INTEGER,                  -- when staff last wrote
    replies_until     TEXT,                     -- ISO 8601, the last day on which replies to staff's last words are read
    late              INTEGER NOT NULL,         -- a late reply waits for an answer
    call_first        INTEGER NOT NULL,         -- urgent, and nobody has tried to telephone yet
    automatic_due     TEXT,                     -- an automatic text that is due; NULL: none
    clocks            TEXT,                     -- JSON of model::Clocks; NULL: nothing is waited for
    due_at            INTEGER,                  -- when something is due first; NULL: nothing is, or the patient is waited for
    alarm_at          INTEGER,                  -- when the next alarm is due; NULL: none
    untold            INTEGER NOT NULL,         -- the patient waits, and nobody told them by when they will hear
    urgency           INTEGER NOT NULL,         -- order of the lists of work: due first; what is not due behind it, newest first
    proxy             BLOB,                     -- with whom, where it is not the patient
    team              TEXT,                     -- the role it was given to, while nobody of it has taken it
    role_account      BLOB,                     -- role_account.id; its owner is whoever holds that
    snoozed_until     INTEGER,                  -- until when it is put away; NULL: it is not
    snooze            TEXT,                     -- JSON of model::snooze::SnoozeState; NULL: neither put away nor just back
    class             TEXT NOT NULL,            -- which reply times count
    raised_since      INTEGER,                  -- words that a person should see first, and nobody has looked: top of every list
    unseen_first      INTEGER,                  -- when the first was written of what nobody has read; NULL: all is read
    unseen_last       INTEGER,                  -- when the last of it was
    done_to           INTEGER NOT NULL,         -- how many messages it held when it was last called done
    sends_at          INTEGER,                  -- when the next text leaves that waits here for its time; NULL: none waits
    CHECK ((patient IS NULL) = (unmatched IS NOT NULL))
) STRICT;
-- One index a queue, each in the order of the list. What is put away stands in none of the first four.
CREATE INDEX queue_open ON conversation (urgency, row) WHERE done_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX queue_owner ON conversation (owner, urgency, row) WHERE done_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX queue_team ON conversation (urgency, row)
    WHERE done_at IS NULL AND (owner IS NULL OR with_team = 1) AND snoozed_until IS NULL;
CREATE INDEX queue_untold ON conversation (urgency, row) WHERE done_at IS NULL AND untold = 1;
CREATE INDEX queue_waiting ON conversation (last_at, row)
    WHERE done_at IS NULL AND answered = 1 AND snoozed_until IS NULL;
CREATE INDEX queue_snoozed ON conversation (snoozed_until, row) WHERE snoozed_until IS NOT NULL;
CREATE INDEX queue_unmatched ON conversation (urgency, row) WHERE done_at IS NULL AND patient IS NULL;
CREATE INDEX queue_failed ON conversation (last_at, row) WHERE done_at IS NULL AND failed > 0;
CREATE INDEX queue_unfiled ON conversation (last_at, row) WHERE unfiled > 0;
CREATE INDEX queue_done ON conversation (last_at, row) WHERE done_at IS NOT NULL;
CREATE INDEX queue_unread ON conversation (last_at, row) WHERE done_at IS NULL AND unread > 0;
CREATE INDEX queue_overdue ON conversation (due_at, row) WHERE done_at IS NULL AND due_at IS NOT NULL;
-- What is raised, of every queue: few, and above whatever order a list is in.
CREATE INDEX queue_raised ON conversation (raised_since, row) WHERE done_at IS NULL AND raised_since IS NOT NULL;
-- The lists of work once more, by what was said last or longest ago.
CREATE INDEX queue_owner_said ON conversation (owner, last_at, row) WHERE done_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX queue_team_said ON conversation (last_at, row)
    WHERE done_at IS NULL AND (owner IS NULL OR with_team = 1) AND snoozed_until IS NULL;
CREATE INDEX queue_open_said ON conversation (last_at, row) WHERE done_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX queue_unmatched_said ON conversation (last_at, row) WHERE done_at IS NULL AND patient IS NULL;
CREATE INDEX queue_arrived ON conversation (unseen_first, row, unseen_last)
    WHERE done_at IS NULL AND answered = 0 AND unseen_first IS NOT NULL;
CREATE INDEX queue_scheduled ON conversation (sends_at, row) WHERE sends_at IS NOT NULL;
CREATE INDEX conversation_of_role ON conversation (role_account, id) WHERE done_at IS NULL AND role_account IS NOT NULL;
CREATE INDEX conversation_alarm ON conversation (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX conversation_automatic_due ON conversation (last_at, row) WHERE automatic_due IS NOT NULL;
CREATE INDEX conversation_of_patient ON conversation (patient, last_at, row);
CREATE INDEX conversation_of_number ON conversation (number, last_at, id) WHERE patient IS NULL;

-- Who holds triage, and how the last day ended.
CREATE TABLE session (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL                          -- JSON of model::session::Session
) STRICT;

-- Duties that somebody has for a while.
CREATE TABLE role_account (
    id    BLOB PRIMARY KEY,
    body  TEXT NOT NULL,                        -- JSON of model::role_account::RoleAccount
    until INTEGER                               -- when its holding is over; NULL: nobody holds it
) STRICT, WITHOUT ROWID;

-- What happened to them and to what they have, as the log says it under this number.
CREATE TABLE role_fact (
    seq          INTEGER PRIMARY KEY,
    role_account BLOB NOT NULL,
    conversation BLOB,                          -- conversation.id; NULL: it is about all that the account has
    held         INTEGER NOT NULL               -- it changed hands
) STRICT;
CREATE INDEX role_fact_of_conversation ON role_fact (conversation) WHERE conversation IS NOT NULL;
CREATE INDEX role_fact_held ON role_fact (role_account, seq) WHERE held = 1;

-- What was put away and came back, as the log says it under this number.
CREATE TABLE snooze_fact (
    seq          INTEGER PRIMARY KEY,
    conversation BLOB NOT NULL                  -- conversation.id
) STRICT;
CREATE INDEX snooze_fact_of_conversation ON snooze_fact (conversation, seq);

-- Texts that leave at a time that somebody chose. Their words stand in content under seq.
CREATE TABLE scheduled (
    message      BLOB PRIMARY KEY,              -- the id of the message that it becomes
    seq          INTEGER NOT NULL,              -- of the change that brought it
    conversation BLOB NOT NULL,                 -- conversation.id
    send_at      INTEGER NOT NULL,
    body         TEXT NOT NULL                  -- JSON of model::scheduled::Scheduled
) STRICT, WITHOUT ROWID;
CREATE INDEX scheduled_due ON scheduled (send_at, message);
CREATE INDEX scheduled_of_conversation ON scheduled (conversation, send_at, message);

CREATE TABLE message (
    seq              INTEGER PRIMARY KEY,       -- of the change that brought it; also its row in message_text
    id               BLOB NOT NULL UNIQUE,
    conversation     INTEGER NOT NULL REFERENCES conversation (row),
    number           INTEGER NOT NULL,          -- place in the conversation, from 1
    at               INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('in', 'out', 'note', 'contact')),
    channel          TEXT,
    party            TEXT,                      -- in: from which number; out: to which
    author           BLOB,                      -- out, note, contact; in: who wrote it down; NULL: the app, or a text
    automatic        TEXT,                      -- out: which text the app sent by itself
    purpose          TEXT,                      -- out: what it is for
    also             TEXT,                      -- out: what else it is for, JSON of a list; NULL: nothing
    despite          INTEGER NOT NULL,          -- out: sent although the patient objected or the route is not safe
    sent_at          INTEGER,                   -- in
    provider_account TEXT,
    provider_id      TEXT,
    media            INTEGER NOT NULL,
    segments         INTEGER,
    repeats          BLOB,
    repeated_by      BLOB,
    delivery         TEXT,                      -- out: JSON of model::Delivery
    send_due         INTEGER,                   -- out: when it is to be handed over; NULL: nothing to do
    look_due         INTEGER,                   -- out: since when it must be looked for at the provider; NULL: known
    follow           INTEGER NOT NULL,          -- out: whether the provider has it and may still report something of it
    filing           TEXT NOT NULL,             -- JSON of model::Filing
    filing_due       INTEGER,                   -- when the filer must look at it; NULL: nothing to do
    version          INTEGER NOT NULL,
    digest           BLOB NOT NULL,             -- of its content
    late             INTEGER NOT NULL,          -- in: it answers what replies were no longer read to
    terms            TEXT,                      -- out: JSON of model::Terms; NULL: it undertakes nothing
    way              TEXT,                      -- contact: JSON of model::OtherWay; in: JSON of model::Entered
    later            TEXT,                      -- JSON of model::Later; NULL: nothing became known later
    receipt_since    INTEGER,                   -- out: since when a delivery receipt is waited for; NULL: none is
    quote            TEXT,                      -- out, note: JSON of model::Quote; NULL: it answers no particular message
    -- A note has no recipient and no delivery: nothing can send it. What was said another way neither.
    CHECK (kind NOT IN ('note', 'contact') OR (party IS NULL AND delivery IS NULL AND send_due IS NULL AND look_due IS NULL)),
    CHECK ((kind = 'out') = (delivery IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX message_place ON message (conversation, number);
-- What patients wrote, by day (C-14).
CREATE INDEX message_asked ON message (at, conversation, number) WHERE kind = 'in';
CREATE INDEX message_provider ON message (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX message_send_due ON message (send_due) WHERE send_due IS NOT NULL;
CREATE INDEX message_look_due ON message (look_due) WHERE look_due IS NOT NULL;
CREATE INDEX message_followed ON message (at) WHERE follow = 1;
CREATE INDEX message_receipt ON message (receipt_since) WHERE receipt_since IS NOT NULL;
CREATE INDEX message_filing_due ON message (filing_due, conversation) WHERE filing_due IS NOT NULL;

-- What a person must do. Ids of what it is about as they are, because it may be about what is not in this file any more.
CREATE TABLE task (
    id           BLOB PRIMARY KEY,
    patient      BLOB,                          -- patient.id; NULL: not known when it was made
    conversation BLOB,                          -- conversation.id
    owner        BLOB,                          -- NULL: whoever is there
    due          INTEGER NOT NULL,
    alarm_at     INTEGER,                       -- when the next alarm is due; NULL: none
    open         INTEGER NOT NULL,
    body         TEXT NOT NULL                  -- JSON of model::Task
) STRICT, WITHOUT ROWID;
CREATE INDEX task_open ON task (due, id) WHERE open = 1;
CREATE INDEX task_alarm ON task (alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX task_owner ON task (owner, due, id) WHERE open = 1;
CREATE INDEX task_patient ON task (patient) WHERE patient IS NOT NULL;
CREATE INDEX task_conversation ON task (conversation) WHERE conversation IS NOT NULL;

-- Approved wording, with every version it ever had.
CREATE TABLE template (
    id   TEXT PRIMARY KEY,                      -- "appointment-reminder"
    body TEXT NOT NULL                          -- JSON of model::template::TemplateHistory
) STRICT, WITHOUT ROWID;

-- Search. The words only, not the text: that stands in content. Accents do not count.
CREATE VIRTUAL TABLE message_text USING fts5 (
    text, content = '', columnsize = 0, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO message_text (message_text, rank) VALUES ('pgsz', 4000);
CREATE VIRTUAL TABLE patient_text USING fts5 (
    words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- This laptop's own: not part of the practice's log.

CREATE TABLE draft (
    conversation BLOB NOT NULL,
    staff        BLOB NOT NULL,
    text         BLOB NOT NULL,
    mode         TEXT NOT NULL,
    caret        INTEGER NOT NULL,              -- UTF-16 units
    purpose      TEXT,                          -- what its author says it is for
    also         TEXT NOT NULL,                 -- JSON: what else it is for, see model::OutboundText
    templates    TEXT NOT NULL,                 -- JSON: which versions of templates stand in it
    quote        TEXT,                          -- JSON of model::Quote; NULL: it answers no particular message
    saved_at     INTEGER NOT NULL,
    PRIMARY KEY (conversation, staff)
) STRICT, WITHOUT ROWID;

CREATE TABLE bookmark (
    worker   TEXT PRIMARY KEY,
    position TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
