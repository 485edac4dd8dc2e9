//! The culprit: the one frame that a reader should look at first, and the issue's title.
//!
//! It is the raising-most frame of own code of the outermost exception, the place where the program itself raised or
//! called what raised; failing that, of the first cause (walking inwards) that has own code; failing that, the
//! raising frame of the outermost exception that has frames at all. Generated frames are never blamed.

use std::borrow::Cow;
use std::fmt;

use crate::exception::{Exception, Frame, Language, Relation};
use crate::issue::clean::{clean_class, clean_function, javascript_module, python_module};
use crate::issue::own_code::OwnCode;
use crate::issue::template::{TemplateOptions, template};

/// Links of a chain that are followed; hostile logs nest without end.
pub(crate) const MAX_CHAIN: usize = 64;

/// The blamed frame. It displays as `app.worker.risky_function` or `com.acme.shop.Checkout.submit`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Culprit {
    /// Cleaned class, or dotted module from the path's tail; empty when the frame names neither.
    pub module: String,
    /// Cleaned function.
    pub function: String,
    /// The file as printed.
    pub file: Option<String>,
    /// The line as printed.
    pub line: Option<u32>,
    /// Whether it is own code.
    pub in_app: bool,
}

impl fmt::Display for Culprit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.module.is_empty() {
            write!(f, "{}.", self.module)?;
        }
        f.write_str(&self.function)
    }
}

/// What names an issue in tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The outermost exception's type; of an exception group with the types of its leaves, as in
    /// `ExceptionGroup (TypeError, ValueError)`.
    pub type_name: Option<String>,
    /// The blamed frame.
    pub culprit: Option<Culprit>,
    /// The template of the exception's message, or of the record's where there is no exception or it has no message.
    pub template: String,
}

/// The cleaned module of a frame, and whether the frame is generated.
pub(crate) fn frame_module(frame: &Frame, language: Language) -> (Cow<'_, str>, bool) {
    match (&frame.module, language) {
        (Some(module), _) => {
            let (class, is_generated) = clean_class(module);
            (class, is_generated || frame.file.as_deref() == Some("<generated>"))
        }
        (None, Language::Python) => {
            (frame.file.as_deref().map_or(Cow::Borrowed(""), |file| Cow::Owned(python_module(file))), false)
        }
        (None, Language::JavaScript) => {
            (frame.file.as_deref().map_or(Cow::Borrowed(""), |file| Cow::Owned(javascript_module(file))), false)
        }
        (None, Language::Java) => (Cow::Borrowed(""), false),
    }
}

/// The exception and its causes, outermost first.
pub(crate) fn cause_chain(exception: &Exception) -> impl Iterator<Item = &Exception> {
    std::iter::successors(Some(exception), |exception| {
        let cause = exception.chain.iter().find(|link| matches!(link.relation, Relation::Cause | Relation::Context));
        cause.map(|link| &link.exception)
    })
    .take(MAX_CHAIN)
}

/// The frame to blame; `None` when no frame was printed.
pub fn culprit(exception: &Exception, own: &OwnCode) -> Option<Culprit> {
    let blame = |exception: &Exception, frame: &Frame, in_app: bool| {
        let (module, is_generated) = frame_module(frame, exception.language);
        (!is_generated).then(|| Culprit {
            function: clean_function(&frame.function, &module).into_owned(),
            module: module.into_owned(),
            file: frame.file.clone(),
            line: frame.line,
            in_app,
        })
    };
    let own_frame = |exception: &Exception| {
        let frames = exception.frames.iter().filter(|frame| own.is_own(frame, exception.language));
        frames.into_iter().find_map(|frame| blame(exception, frame, true))
    };
    let top_frame = |exception: &Exception| exception.frames.iter().find_map(|frame| blame(exception, frame, false));
    cause_chain(exception)
        .find_map(own_frame)
        .or_else(|| leaves(exception).iter().find_map(|leaf| cause_chain(leaf).find_map(own_frame)))
        .or_else(|| cause_chain(exception).find_map(top_frame))
        .or_else(|| leaves(exception).iter().find_map(|leaf| top_frame(leaf)))
}

/// The members of an exception group that are no groups themselves, nested ones included.
pub(crate) fn leaves(exception: &Exception) -> Vec<&Exception> {
    let mut leaves = Vec::new();
    let mut open = vec![(exception, 0)];
    while let Some((exception, depth)) = open.pop() {
        let members = exception.chain.iter().filter(|link| link.relation == Relation::GroupMember);
        let members: Vec<&Exception> = members.map(|link| &link.exception).collect();
        if depth > 0 && (members.is_empty() || depth >= MAX_CHAIN) {
            leaves.push(exception);
        } else {
            open.extend(members.into_iter().rev().map(|member| (member, depth + 1)));
        }
    }
    leaves
}

/// Names an issue by one of its events.
pub fn title(exception: Option<&Exception>, message: &str, own: &OwnCode, options: &TemplateOptions) -> Title {
    let Some(exception) = exception else {
        return Title { type_name: None, culprit: None, template: template(message, options) };
    };
    let mut types: Vec<&str> = leaves(exception).iter().map(|leaf| leaf.type_name.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let type_name = if types.is_empty() {
        exception.type_name.clone()
    } else {
        format!("{} ({})", exception.type_name, types.join(", "))
    };
    Title {
        type_name: Some(type_name),
        culprit: culprit(exception, own),
        template: template(exception.message.as_deref().unwrap_or(message), options),
    }
}
