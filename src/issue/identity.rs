//! What an event's issue is called, all in one.

use crate::exception::{Exception, Relation};
use crate::issue::{Fingerprint, OwnCode, TemplateOptions, fingerprint, title};

/// What an event's issue is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The fingerprint.
    pub fingerprint: Fingerprint,
    /// Exception type, where there is one.
    pub type_name: Option<String>,
    /// Type of the chain's root cause, where there is an exception; that of the exception itself if nothing caused it.
    pub root_type: Option<String>,
    /// The message template: of the exception's message, else of the record's.
    pub template: String,
    /// The blamed frame, rendered.
    pub culprit: Option<String>,
    /// Module of the blamed frame, for events that name no logger.
    pub module: Option<String>,
}

/// Names the issue of an event by its exception and its message.
pub fn identify(exception: Option<&Exception>, message: &str, own: &OwnCode, options: &TemplateOptions) -> Identity {
    let (fingerprint, _) = fingerprint(exception, message, own, options);
    name(fingerprint, exception, message, own, *options)
}

/// Names the issue of a fingerprint by one of its events.
pub(crate) fn name(
    fingerprint: Fingerprint,
    exception: Option<&Exception>,
    message: &str,
    own: &OwnCode,
    options: TemplateOptions,
) -> Identity {
    let title = title(exception, message, own, &options);
    let named = |exception: &Exception| Some(exception.type_name.clone()).filter(|name| !name.is_empty());
    Identity {
        fingerprint,
        type_name: exception.and_then(named),
        root_type: exception.map(root).and_then(named),
        template: title.template,
        module: title.culprit.as_ref().map(|culprit| culprit.module.clone()).filter(|module| !module.is_empty()),
        culprit: title.culprit.map(|culprit| culprit.to_string()),
    }
}

/// Follows causes and contexts down to the exception that nothing caused.
fn root(exception: &Exception) -> &Exception {
    let mut root = exception;
    while let Some(link) = root
        .chain
        .iter()
        .find(|link| matches!(link.relation, Relation::Cause | Relation::Context) && !link.exception.circular)
    {
        root = &link.exception;
    }
    root
}
