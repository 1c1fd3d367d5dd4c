//! The clocks of a conversation: by when somebody must have looked, by when an answer is due, and whom an alarm has
//! reached (C2.5, C6.4, C-06).
//!
//! A patient's message starts them, whatever it says: nothing automatic ends or slows a clock, so that a text taken for a
//! machine's is looked at like any other. Only what staff said, and what stands, is an answer.

use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::{
    Attention, Calendar, ClockStatus, Escalation, EscalationStep, MessageClass, ReplyClock, ResponseTargets,
};
use crate::{AdoptedPolicy, Policy, Task};

/// From how many working minutes before its time a first look is near due. Ours: a quarter of the two hours (C6.4).
const LOOK_WARN_MINUTES: u32 = 30;

/// What a practice's policy says about time, ready for questions: made once for each policy, asked for each message.
#[derive(Clone, Debug)]
pub struct Timetable {
    calendar: Calendar,
    targets: ResponseTargets,
    unseen: Escalation,
    unanswered: Escalation,
}

/// Which of a conversation's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Awaited {
    /// Somebody looks at it at all.
    FirstLook,
    /// Staff answer.
    Answer,
}

/// The first look at a patient's messages (C6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When the oldest message arrived that nobody had read when the wait began.
    pub since: Timestamp,
    /// By when somebody must have looked; a clinician, where it is raised.
    pub due: Timestamp,
    /// When a message came with words that a person should see first: it is due sooner (C6.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_at: Option<Timestamp>,
}

/// What time means for a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// Which targets count.
    pub class: MessageClass,
    /// The answer's clock; `None` while the patient has asked nothing.
    pub answer: Option<ReplyClock>,
    /// The first look's; `None` once everything was read, and a clinician saw what was highlighted.
    pub look: Option<Look>,
    /// The last step of the alarm about the answer that was raised.
    pub answer_told: Option<EscalationStep>,
    /// The last step of the alarm about the first look that was raised.
    pub look_told: Option<EscalationStep>,
    /// When the alarm about highlighted words rings again after its last step (C6.19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_again: Option<Timestamp>,
    /// When the next alarm is due.
    pub alarm_at: Option<Timestamp>,
    /// By when the patient was told that they will hear; `None`: nobody told them (C-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Timestamp>,
}

/// How a conversation stands to its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is waited for.
    pub awaited: Awaited,
    /// By when.
    pub at: Timestamp,
    /// Whether it is time.
    pub status: ClockStatus,
    /// Whether no clinician has looked yet at words that a person should see first, whatever is due first (C6.1).
    pub is_raised: bool,
}

impl Default for Clocks {
    /// Routine (E.4) until staff say otherwise.
    fn default() -> Self {
        let class = MessageClass::Routine;
        Self {
            class,
            answer: None,
            look: None,
            answer_told: None,
            look_told: None,
            look_again: None,
            alarm_at: None,
            promised: None,
        }
    }
}

impl Timetable {
    /// Makes a timetable of a policy. Hours that contradict themselves, which no adopted policy has, are never open.
    pub fn of(policy: &Policy) -> Self {
        Self {
            calendar: policy.calendar().unwrap_or_else(Calendar::never_open),
            targets: policy.targets,
            unseen: policy.escalate_unseen,
            unanswered: policy.escalate_unanswered,
        }
    }

    /// Returns the timetable of the policy in force, or of the one that comes with the app, which is made once.
    pub fn in_force(adopted: Option<&AdoptedPolicy>) -> Arc<Self> {
        static ORDINARY: LazyLock<Arc<Timetable>> = LazyLock::new(|| Arc::new(Timetable::of(&Policy::default())));
        adopted.map_or_else(|| Arc::clone(&ORDINARY), |adopted| Arc::new(Self::of(&adopted.policy)))
    }

    /// Returns the practice's calendar.
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns by when the answer to a message of a class that arrives at a time is due; `None`: the practice does not open for
    /// so long.
    pub fn reply_due(&self, class: MessageClass, at: Timestamp) -> Option<Timestamp> {
        self.targets.reply_due(&self.calendar, class, at).ok()
    }

    fn start(&self, class: MessageClass, at: Timestamp) -> ReplyClock {
        let target = self.targets.of(class).reply;
        // A calendar that never opens makes it due at once: better too early than never seen.
        ReplyClock::start(&self.calendar, target, self.targets.working_day, at).unwrap_or(ReplyClock {
            started: at,
            pauses: vec![],
            due: at,
        })
    }

    /// What is not raised is not yet looked at, and never "safe" (C6.3). What is, is due sooner and never later (C6.2).
    fn look(&self, since: Timestamp, raised_at: Option<Timestamp>) -> Look {
        let due = |at, attention| self.targets.first_look.due(&self.calendar, at, attention).unwrap_or(at);
        let usual = due(since, Attention::Unflagged);
        let raised = raised_at.map(|at| due(at, Attention::Flagged { on_shift: false }));
        Look { since, due: raised.map_or(usual, |raised| raised.min(usual)), raised_at }
    }

    /// Returns when the alarm about highlighted words that nobody has looked at rings again: after as long as a look may take
    /// (ours), while the practice is open. `None`: it does not open for so long.
    fn rings_again(&self, at: Timestamp) -> Option<Timestamp> {
        let flagged = Attention::Flagged { on_shift: false };
        self.targets.first_look.due(&self.calendar, at, flagged).ok()
    }

    /// Returns when each step of an alarm rings. Where the practice does not open for so long, the holder hears of it at its
    /// time and nobody else can: what is to ring and what rings ask this one question, so that neither waits for the other.
    fn alarms(&self, awaited: Awaited, due: Timestamp) -> [(EscalationStep, Timestamp); 3] {
        let steps = match awaited {
            Awaited::FirstLook => &self.unseen,
            Awaited::Answer => &self.unanswered,
        };
        let times = steps.times(&self.calendar, Attention::Unflagged.counting(), due);
        times.unwrap_or([(EscalationStep::Holder, due); 3])
    }
}

impl Clocks {
    /// The patient was told by when they will hear: the clock runs on, because that is no answer (C-13).
    pub const fn promised(&mut self, by: Timestamp) {
        self.promised = Some(by);
    }

    /// What was promised never reached the patient, or did after all.
    pub fn promise_stands(&mut self, by: Timestamp, stands: bool) {
        if stands && self.is_untold() {
            self.promised = Some(by);
        } else if !stands && self.promised == Some(by) {
            self.promised = None;
        }
    }

    /// A patient's message arrived. On an open item the older time stands (E.4). After an answer in time the clock goes on
    /// with what was left; after a late one it starts anew, so that a "thank you" is not overdue as it arrives (Ours).
    pub fn heard(&mut self, times: &Timetable, at: Timestamp) {
        self.answer = Some(match self.answer.take() {
            Some(clock) if clock.paused_since().is_none() => clock,
            Some(clock) if clock.paused_since().is_some_and(|from| from < clock.due) => {
                self.answer_told = None;
                let due = clock.due;
                clock.resume(&times.calendar, at).unwrap_or(ReplyClock { started: at, pauses: vec![], due })
            }
            _ => {
                self.answer_told = None;
                times.start(self.class, at)
            }
        });
        if self.look.is_none() {
            self.looks_at(Some(times.look(at, None)));
        }
        self.settle(times);
    }

    /// What arrived has words that a person should see first: somebody looks sooner, and its alarm rings again, also where it
    /// rang for an earlier message that is not read yet (C6.4).
    pub fn raised(&mut self, times: &Timetable, at: Timestamp) {
        let Some(look) = self.look else { return };
        let raised_at = look.raised_at.unwrap_or(at);
        self.looks_at(Some(times.look(look.since, Some(raised_at))));
        self.settle(times);
    }

    /// Staff said something to the patient: the clock stands still until the patient answers.
    pub fn answered(&mut self, times: &Timetable, at: Timestamp) {
        self.promised = None;
        self.answer = self.answer.take().map(|clock| clock.pause(at));
        self.settle(times);
    }

    /// What was said came to nothing: it was taken back, or it failed. The clock goes on as if it had never stood still;
    /// after a failure, of which nobody knows yet, its alarms ring again.
    pub fn unanswered(&mut self, times: &Timetable, failed: bool) {
        if failed {
            self.answer_told = None;
        }
        self.answer = self.answer.take().map(ReplyClock::unpaused);
        self.settle(times);
    }

    /// The patient waits since then: an older time than the one that is counted stands in its place (E.4).
    pub fn waits_since(&mut self, times: &Timetable, since: Option<Timestamp>) {
        let older = since.map(|since| times.start(self.class, since));
        if let (Some(older), Some(known)) = (older, &self.answer)
            && older.due < known.due
        {
            (self.answer, self.answer_told) = (Some(older), None);
            self.settle(times);
        }
    }

    /// What the patient said waits for an answer although its clock had ended: it counts from now on.
    pub fn waits_again(&mut self, times: &Timetable, at: Timestamp) {
        if self.answer.is_none() {
            (self.answer, self.answer_told) = (Some(times.start(self.class, at)), None);
            self.settle(times);
        }
    }

    /// Somebody read what there was. Words that a person should see first wait on for a clinician (C6.2).
    pub fn read(&mut self, times: &Timetable) {
        if !self.is_raised() {
            self.looked(times);
        }
    }

    /// Somebody looked whose look ends the wait, whatever was waited for.
    pub fn looked(&mut self, times: &Timetable) {
        self.looks_at(None);
        self.settle(times);
    }

    /// Says whether no clinician has looked yet at words that a person should see first.
    pub fn is_raised(&self) -> bool {
        self.look.is_some_and(|look| look.raised_at.is_some())
    }

    /// It is done: nothing is waited for.
    pub fn done(&mut self) {
        *self = Self { class: self.class, ..Self::default() };
    }

    /// It was taken up again: what is unanswered and unread counts from now on.
    pub fn reopened(&mut self, times: &Timetable, at: Timestamp, (unanswered, unread): (bool, bool)) {
        self.done();
        self.answer = unanswered.then(|| times.start(self.class, at));
        self.look = unread.then(|| times.look(at, None));
        self.settle(times);
    }

    /// Staff said which class it is: its targets count from the patient's message on.
    pub fn classed(&mut self, times: &Timetable, class: MessageClass, at: Timestamp) {
        self.class = class;
        self.recalculated(times, at);
    }

    /// Runs the clocks as this timetable would have run them (C2.1). What is no longer overdue may ring again when it is.
    pub fn recalculated(&mut self, times: &Timetable, at: Timestamp) {
        let (target, rule) = (times.targets.of(self.class).reply, times.targets.working_day);
        if let Some(clock) = self.answer.take() {
            let clock = clock.recalculated(&times.calendar, target, rule).unwrap_or(clock);
            if clock.due > at {
                self.answer_told = None;
            }
            self.answer = Some(clock);
        }
        if let Some(look) = self.look {
            let look = times.look(look.since, look.raised_at);
            if look.due > at {
                self.looks_at(Some(look));
            }
            self.look = Some(look);
        }
        self.settle(times);
    }

    /// An alarm was raised.
    pub fn told(&mut self, times: &Timetable, (awaited, step): (Awaited, EscalationStep), at: Timestamp) {
        if awaited == Awaited::FirstLook && step == EscalationStep::Manager && self.is_raised() {
            self.look_again = times.rings_again(at);
        }
        let told = match awaited {
            Awaited::FirstLook => &mut self.look_told,
            Awaited::Answer => &mut self.answer_told,
        };
        *told = (*told).max(Some(step));
        self.settle(times);
    }

    /// Returns when something is due first; `None` while nothing is waited for, or the patient is.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.running().map(|(_, due, _)| due).min()
    }

    /// Returns what is due first, and how it stands at `now`.
    pub fn due(&self, times: &Timetable, now: Timestamp) -> Option<Due> {
        let (awaited, at, _) = self.running().min_by_key(|(_, due, _)| *due)?;
        let warn = match awaited {
            Awaited::Answer => times.targets.of(self.class).warn_before_minutes,
            Awaited::FirstLook => LOOK_WARN_MINUTES,
        };
        let clock = ReplyClock { started: at, pauses: vec![], due: at };
        let status = clock.status(&times.calendar, now, warn).unwrap_or(ClockStatus::InTime);
        Some(Due { awaited, at, status, is_raised: self.is_raised() })
    }

    /// Says whether the patient waits for an answer, and nobody told them by when they will hear (C2.9, C-14).
    pub fn is_untold(&self) -> bool {
        self.promised.is_none() && self.answer.as_ref().is_some_and(|clock| clock.paused_since().is_none())
    }

    /// Returns the alarms that are due at `now` and were not raised: of each clock the highest step that is reached, which
    /// reaches those before it too.
    pub fn alarms(&self, times: &Timetable, now: Timestamp) -> Vec<(Awaited, EscalationStep)> {
        let alarm = |(awaited, due, told): (Awaited, Timestamp, Option<EscalationStep>)| {
            let reached = times.alarms(awaited, due).into_iter().filter(|(_, at)| *at <= now);
            let step = reached.map(|(step, _)| step).max();
            step.filter(|step| Some(*step) > told).map(|step| (awaited, step))
        };
        let again = self.look_again.filter(|at| *at <= now);
        let again = again.map(|_| (Awaited::FirstLook, EscalationStep::Manager));
        self.running().filter_map(alarm).chain(again).collect()
    }

    /// Waits for a look, or for none; its alarms ring from the first step on.
    const fn looks_at(&mut self, look: Option<Look>) {
        (self.look, self.look_told, self.look_again) = (look, None, None);
    }

    /// Returns the clocks that run: when they are due, and who was told.
    fn running(&self) -> impl Iterator<Item = (Awaited, Timestamp, Option<EscalationStep>)> {
        let look = self.look.map(|look| (Awaited::FirstLook, look.due, self.look_told));
        let answer = self.answer.as_ref().filter(|clock| clock.paused_since().is_none());
        look.into_iter().chain(answer.map(|clock| (Awaited::Answer, clock.due, self.answer_told)))
    }

    fn settle(&mut self, times: &Timetable) {
        let next = |(awaited, due, told): (Awaited, Timestamp, Option<EscalationStep>)| {
            times.alarms(awaited, due).into_iter().find(|(step, _)| Some(*step) > told).map(|(_, at)| at)
        };
        self.alarm_at = self.running().filter_map(next).chain(self.look_again).min();
    }
}

impl Task {
    /// Returns the step of the alarm about it that is due at `now` and was not raised: a task that is overdue rings as an
    /// answer does that is (C2.9).
    pub fn alarm(&self, times: &Timetable, now: Timestamp) -> Option<EscalationStep> {
        let reached = times.alarms(Awaited::Answer, self.due).into_iter().filter(|(_, at)| *at <= now);
        let step = reached.map(|(step, _)| step).max();
        step.filter(|step| self.is_open() && Some(*step) > self.told)
    }

    /// Works out when it rings next.
    pub(crate) fn settle(&mut self, times: &Timetable) {
        let steps = times.alarms(Awaited::Answer, self.due).into_iter();
        self.alarm_at = steps.filter(|_| self.is_open()).find(|(step, _)| Some(*step) > self.told).map(|(_, at)| at);
    }
}
