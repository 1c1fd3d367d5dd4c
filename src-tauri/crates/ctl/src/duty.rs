//! Role accounts from a terminal.

use clap::Subcommand;
use contract::{AssignRoleRequest, HoldRoleAccountRequest, RoleAccountRequest, SaveRoleAccountRequest};
use engine::{Engine, EngineError};

use crate::names::RoleName;
use crate::print;
use crate::run::Done;

/// What to do about role accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum DutyVerb {
    /// List them, a line each, with who holds them.
    List,
    /// Make one.
    Add {
        /// What it is called, for example "Duty nurse".
        name: String,
        /// Who may hold it; several are said by saying it several times.
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<RoleName>,
    },
    /// Change what one is called, or who may hold it.
    Change {
        /// The id, as `list` prints it.
        account: String,
        /// Another name.
        #[arg(long)]
        name: Option<String>,
        /// Who may hold it from now on; without it, who may now.
        #[arg(long = "role", value_enum)]
        roles: Vec<RoleName>,
    },
    /// Use one no more; what it still has must be somebody's first.
    End {
        /// The id, as `list` prints it.
        account: String,
    },
    /// Take one until the practice closes, or hand it to somebody.
    Take {
        /// The id, as `list` prints it.
        account: String,
        /// To whom: a staff id; by default whoever uses this computer.
        #[arg(long)]
        to: Option<String>,
    },
    /// Let one go: what it has stands in the unassigned list.
    LetGo {
        /// The id, as `list` prints it.
        account: String,
    },
    /// Give a conversation to one.
    Give {
        /// The id, as `list` prints it.
        account: String,
        /// The conversation's id.
        conversation: String,
    },
}

/// Carries it out; prints the role accounts, a line each.
pub(crate) async fn duty(engine: &Engine, what: DutyVerb) -> Result<(), EngineError> {
    let app = engine.app().await?;
    let known = |id: &str| app.role_accounts.iter().find(|one| one.id == id).ok_or(EngineError::NotFound);
    let app = match what {
        DutyVerb::List => app,
        DutyVerb::Add { name, roles } => {
            let roles = roles.into_iter().map(Into::into).collect();
            engine.save_role_account(SaveRoleAccountRequest { account: None, name, roles }).await?
        }
        DutyVerb::Change { account, name, roles } => {
            let before = known(&account)?;
            let name = name.unwrap_or_else(|| before.name.clone());
            let roles =
                if roles.is_empty() { before.roles.clone() } else { roles.into_iter().map(Into::into).collect() };
            engine.save_role_account(SaveRoleAccountRequest { account: Some(account), name, roles }).await?
        }
        DutyVerb::End { account } => engine.end_role_account(RoleAccountRequest { account }).await?,
        DutyVerb::Take { account, to } => {
            let seen = known(&account)?.holder.clone();
            let me = app.me.as_ref().map(|me| me.id.clone()).ok_or(EngineError::NobodyHere)?;
            engine.hold_role_account(HoldRoleAccountRequest { account, holder: Some(to.unwrap_or(me)), seen }).await?
        }
        DutyVerb::LetGo { account } => {
            let seen = known(&account)?.holder.clone();
            engine.hold_role_account(HoldRoleAccountRequest { account, holder: None, seen }).await?
        }
        DutyVerb::Give { account, conversation } => {
            engine.assign_role(AssignRoleRequest { conversation, account }).await?;
            return print::line(&Done { done: true });
        }
    };
    app.role_accounts.iter().try_for_each(print::line)
}
