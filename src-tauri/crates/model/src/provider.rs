//! What must stand in writing before a messaging provider carries patients' words: contract, assessment, certificates
//! (C5.1), as the practice's law asks for it (C5.2, B.3).

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Jurisdiction, StaffId};

/// How many days before something runs out people are told: time to renew a contract. Ours.
pub const PROVIDER_WARNS: i64 = 60;

/// Something that is to be known of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderFact {
    /// The contract by which the provider handles patients' data for the practice.
    Contract,
    /// The United States' business associate agreement.
    BusinessAssociateAgreement,
    /// Who assessed what could go wrong, and when: the data protection impact assessment.
    ImpactAssessment,
    /// The United States' risk analysis (HIPAA Security Rule).
    RiskAnalysis,
    /// Where the data is kept.
    DataLocation,
    /// England's Digital Technology Assessment Criteria.
    Dtac,
    /// England's Data Security and Protection Toolkit.
    Dspt,
    /// A certificate of information security, ISO 27001 or the country's own.
    SecurityCertificate,
    /// gematik's approval for messaging in health care.
    GematikApproval,
    /// How long the provider keeps messages.
    Retention,
    /// Who else sees the data.
    SubProcessors,
}

impl ProviderFact {
    /// Returns its name in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Contract => "data processing contract",
            Self::BusinessAssociateAgreement => "business associate agreement",
            Self::ImpactAssessment => "data protection impact assessment",
            Self::RiskAnalysis => "risk analysis",
            Self::DataLocation => "where the data is kept",
            Self::Dtac => "DTAC assessment",
            Self::Dspt => "DSPT standard",
            Self::SecurityCertificate => "security certificate",
            Self::GematikApproval => "gematik approval",
            Self::Retention => "how long messages are kept",
            Self::SubProcessors => "who else sees the data",
        }
    }

    /// Says whether it is a paper with a day on it, which may run out; otherwise it is a statement.
    pub const fn is_paper(self) -> bool {
        !matches!(self, Self::DataLocation | Self::Retention | Self::SubProcessors)
    }

    /// Says whether such a paper always runs out, so that the day must be known: certificates are given for a time.
    pub const fn always_runs_out(self) -> bool {
        matches!(self, Self::Dspt | Self::SecurityCertificate | Self::GematikApproval)
    }
}

impl std::fmt::Display for ProviderFact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words())
    }
}

/// Returns what a law asks to be known of a provider, in the order in which it is asked. The one table of C5.2 for
/// providers. England: DTAC, DSPT, DPIA (B.3 \[S49\]\[S50\]); Germany: gematik (\[S57\]); United States: business associate
/// agreement; Singapore: data-processing agreement. Other UK countries ask no DTAC; a security certificate stands for it. Ours.
pub const fn asked_of_provider(law: Jurisdiction) -> &'static [ProviderFact] {
    use ProviderFact::{
        BusinessAssociateAgreement, Contract, DataLocation, Dspt, Dtac, GematikApproval, ImpactAssessment, Retention,
        RiskAnalysis, SecurityCertificate, SubProcessors,
    };
    match law {
        Jurisdiction::England => &[Contract, ImpactAssessment, DataLocation, Dtac, Dspt, Retention, SubProcessors],
        Jurisdiction::OtherUk | Jurisdiction::Ireland => {
            &[Contract, ImpactAssessment, DataLocation, SecurityCertificate, Retention, SubProcessors]
        }
        Jurisdiction::Germany => &[Contract, ImpactAssessment, DataLocation, GematikApproval, Retention, SubProcessors],
        Jurisdiction::UnitedStates => {
            &[BusinessAssociateAgreement, RiskAnalysis, DataLocation, Retention, SubProcessors]
        }
        Jurisdiction::Singapore => &[Contract, DataLocation, SecurityCertificate, Retention, SubProcessors],
    }
}

/// What is known of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// In words: where the paper lies, which country, how long.
    pub words: String,
    /// Of a paper: the day on it.
    pub dated: Option<Date>,
    /// Of a paper: the last day on which it counts; `None`: it does not run out.
    pub valid_to: Option<Date>,
}

/// What is known of a messaging provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderProfile {
    /// The company's name.
    pub name: String,
    /// What is known, by what it is about.
    pub facts: BTreeMap<ProviderFact, Given>,
}

/// A profile in the log, and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedProvider {
    /// What is known.
    pub profile: ProviderProfile,
    /// Who wrote it down.
    pub recorded_by: StaffId,
    /// When.
    pub recorded_at: Timestamp,
}

/// Why a profile is refused, with what to do. One with gaps is kept: work begun is not lost, and nothing is sent by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum ProviderError {
    /// No name.
    #[error("write the provider's name")]
    NoName,
    /// The law of this practice does not ask for this.
    #[error("\"{fact}\" is not asked for under this practice's law")]
    NotAsked {
        /// What.
        fact: ProviderFact,
    },
    /// A paper dated in the future.
    #[error("\"{fact}\": the day on it lies in the future")]
    DatedInFuture {
        /// What.
        fact: ProviderFact,
    },
    /// It ran out before it was written.
    #[error("\"{fact}\": it runs out before the day on it: one of the two days is wrong")]
    EndsBeforeItBegins {
        /// What.
        fact: ProviderFact,
    },
}

impl ProviderProfile {
    /// Checks that what is written down can be so.
    ///
    /// # Errors
    /// [`ProviderError`] for the first that cannot.
    pub fn check(&self, asked: &[ProviderFact], today: Date) -> Result<(), ProviderError> {
        if self.name.trim().is_empty() {
            return Err(ProviderError::NoName);
        }
        for (fact, given) in &self.facts {
            let fact = *fact;
            if !asked.contains(&fact) {
                return Err(ProviderError::NotAsked { fact });
            }
            if given.dated.is_some_and(|dated| dated > today) {
                return Err(ProviderError::DatedInFuture { fact });
            }
            if given.dated.zip(given.valid_to).is_some_and(|(dated, ends)| ends < dated) {
                return Err(ProviderError::EndsBeforeItBegins { fact });
            }
        }
        Ok(())
    }

    /// Says whether enough is known of something.
    fn is_known(&self, fact: ProviderFact) -> bool {
        self.facts.get(&fact).is_some_and(|given| {
            let ends = !fact.always_runs_out() || given.valid_to.is_some();
            if fact.is_paper() { given.dated.is_some() && ends } else { !given.words.trim().is_empty() }
        })
    }
}

/// How a provider stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderStanding {
    /// A training practice: nothing leaves the laptop.
    NotNeeded,
    /// Something is not known: only test numbers are written to.
    Missing {
        /// What is missing first.
        fact: ProviderFact,
    },
    /// Something has run out: nobody is written to; messages still come in.
    Expired {
        /// What.
        fact: ProviderFact,
        /// The last day on which it counted.
        on: Date,
    },
    /// Something runs out within [`PROVIDER_WARNS`] days.
    RunsOut {
        /// What.
        fact: ProviderFact,
        /// The last day on which it counts.
        on: Date,
    },
    /// Everything stands.
    Good,
}

impl ProviderStanding {
    /// Returns how a profile stands under a law on a day. What ran out first is named; what has run out comes before what is
    /// missing, because it stops more.
    pub fn of(profile: Option<&ProviderProfile>, law: Jurisdiction, training: bool, today: Date) -> Self {
        if training {
            return Self::NotNeeded;
        }
        let asked = asked_of_provider(law);
        let ends = |fact: &ProviderFact| profile?.facts.get(fact)?.valid_to.map(|on| (on, *fact));
        let first = asked.iter().filter_map(ends).min_by_key(|(on, _)| *on);
        if let Some((on, fact)) = first
            && on < today
        {
            return Self::Expired { fact, on };
        }
        let known = |fact: &ProviderFact| profile.is_some_and(|profile| profile.is_known(*fact));
        if let Some(fact) = asked.iter().find(|fact| !known(fact)) {
            return Self::Missing { fact: *fact };
        }
        let warn_from = |on: Date| on.checked_sub(Span::new().days(PROVIDER_WARNS)).unwrap_or(on);
        match first {
            Some((on, fact)) if warn_from(on) <= today => Self::RunsOut { fact, on },
            _ => Self::Good,
        }
    }
}
