//! The UPN after the sync.
//!
//! Sources: Microsoft, "Plan and troubleshoot Microsoft Entra UPN changes"; "Microsoft Entra Connect Sync service
//! features" (SynchronizeUpnForManagedUsers), 2026-07-03; "Identity synchronization and duplicate attribute resiliency".

use super::{Login, LoginReason, Sent, Text, is_recipient};
use crate::model::{Attribute, Cell, Confidence, Key, ObjectId, ObjectKind, case_key, domain, user_principal_name};

impl Sent<'_> {
    pub(super) fn login(&self, nickname: Option<&Text>, confidence: &mut Confidence) -> Login {
        let index = self.context.index;
        let today = self.cloud.and_then(|cloud| index.cloud.login(cloud));
        let keep = |reason| Login { value: today.map(Text::Key), reason };
        if self.kind != ObjectKind::User {
            return Login { value: None, reason: LoginReason::None };
        }
        let Some(wanted) = index.on_premises.login(self.object) else {
            let attribute = self.context.settings.login_id_attribute.value;
            let is_told = self.context.on_premises().cell(self.object, attribute).is_known();
            *confidence = Confidence::Possible;
            return keep(if is_told { LoginReason::None } else { LoginReason::NotTold });
        };
        if today == Some(wanted) {
            return Login { value: Some(Text::Key(wanted)), reason: LoginReason::FromOnPremises };
        }
        if let Some(cloud) = self.cloud.filter(|_| self.is_synced && !self.is_login_anew) {
            match self.context.cloud().cell(cloud, Attribute::OnPremisesUserPrincipalName) {
                Cell::Text(sent) if case_key::fold_untrimmed(sent) == self.keys().text(wanted) => {
                    return keep(LoginReason::Unchanged);
                }
                Cell::Text(_) => {}
                Cell::Empty | Cell::NotExported | Cell::Lost => {
                    *confidence = Confidence::Possible;
                    return keep(LoginReason::UnchangedPerhaps);
                }
            }
        }
        self.sent_login(wanted, today, nickname, confidence)
    }

    /// What becomes of a UPN that AD sends for the first time or anew.
    fn sent_login(
        &self,
        wanted: Key,
        today: Option<Key>,
        nickname: Option<&Text>,
        confidence: &mut Confidence,
    ) -> Login {
        let text = self.keys().text(wanted);
        let suffix = domain::of(text).unwrap_or_default();
        let settings = self.context.settings;
        let is_verified = settings.is_verified(suffix);
        if settings.verified_domains.origin != crate::settings::Origin::Given {
            *confidence = confidence.and(Confidence::Likely);
        }
        if is_verified == Some(false) || !user_principal_name::is_accepted(text) {
            let value = nickname.and_then(|nickname| self.in_initial_domain(nickname.text(self.keys())));
            return Login { value, reason: LoginReason::Replaced };
        }
        if self.is_left_alone(today, confidence) {
            return Login { value: today.map(Text::Key), reason: LoginReason::SwitchOff };
        }
        match self.holder_of(wanted) {
            Some(holder) => {
                let numbered = || {
                    let initial = settings.initial_domain.value.as_deref()?;
                    let (local, _) = text.split_once('@')?;
                    Some(Text::Made(format!("{local}####@{initial}")))
                };
                let value = if self.is_synced { today.map(Text::Key) } else { numbered() };
                Login { value, reason: LoginReason::Taken(holder) }
            }
            None => Login { value: Some(Text::Key(wanted)), reason: LoginReason::FromOnPremises },
        }
    }

    /// Does the tenant leave the UPN of a licensed user in a managed domain as it is?
    fn is_left_alone(&self, today: Option<Key>, confidence: &mut Confidence) -> bool {
        let settings = self.context.settings;
        let (Some(cloud), Some(today)) = (self.cloud, today) else { return false };
        let suffix = domain::of(self.keys().text(today)).unwrap_or_default();
        if settings.federated_domains.value.iter().any(|name| name == suffix) {
            return false;
        }
        let switch = settings.synchronize_upn_for_managed_users_enabled;
        if switch.is_assumed() {
            *confidence = confidence.and(Confidence::Likely);
        }
        if switch.value {
            return false;
        }
        let (is_licensed, sure) = is_recipient(self.context, cloud);
        *confidence = confidence.and(sure);
        is_licensed
    }

    fn holder_of(&self, login: Key) -> Option<ObjectId> {
        self.context.index.cloud_by_login(login).find(|&holder| Some(holder) != self.cloud)
    }
}
