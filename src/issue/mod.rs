//! Which events are the same issue.

/// An issue's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub u128);

/// What an event's issue is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The fingerprint.
    pub fingerprint: Fingerprint,
    /// Exception type, where there is one.
    pub type_name: Option<String>,
    /// Type of the chain's root cause, where it differs.
    pub root_type: Option<String>,
    /// The message template.
    pub template: String,
    /// The blamed frame, rendered.
    pub culprit: Option<String>,
}
