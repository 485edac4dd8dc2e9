//! Properties of a `logback.xml`: defined one after another, some of them in a profile or under a condition alone.
//!
//! Which profiles are active, errmon cannot know. A property that has other values there keeps all of them, and a
//! pattern is read once with the first value of each, once with the second, and so on. Spring Boot's own properties have
//! the values of Boot 3 and of Boot 2.

use std::collections::HashMap;

use crate::format::config::error::Fault;
use crate::format::config::placeholder::substitute;
use crate::format::config::traced::{Place, Traced};

/// Values of one property that are kept.
const MAX_VALUES: usize = 8;
/// Properties of the running application that are kept.
const MAX_OPEN: usize = 100;

/// The versions of Spring Boot whose patterns differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boot {
    Three,
    Two,
}

impl Boot {
    pub(crate) const ALL: [Self; 2] = [Self::Three, Self::Two];
}

/// The values of a property, by the version of Spring Boot.
#[derive(Debug, Default)]
struct Property {
    of_three: Vec<Traced>,
    of_two: Vec<Traced>,
}

impl Property {
    fn values(&self, boot: Boot) -> &[Traced] {
        match boot {
            Boot::Three => &self.of_three,
            Boot::Two => &self.of_two,
        }
    }
}

/// The properties that are defined so far.
#[derive(Debug, Default)]
pub(crate) struct Properties {
    all: HashMap<String, Property>,
    /// Values of the property that has most.
    most: usize,
    /// Properties whose value is only the default of one that the running application has.
    open: Vec<String>,
}

impl Properties {
    /// Defines a property; its value's placeholders are replaced at once, as Logback does.
    pub(crate) fn define(&mut self, name: &str, value: &Traced, is_conditional: bool) -> Result<(), Fault> {
        for boot in Boot::ALL {
            self.define_for(boot, name, value, is_conditional)?;
        }
        Ok(())
    }

    /// Defines a property by the default of one that the running application has.
    pub(crate) fn define_open(&mut self, name: &str, default: &Traced, is_conditional: bool) -> Result<(), Fault> {
        if self.open.len() < MAX_OPEN {
            self.open.push(name.to_owned());
        }
        self.define(name, default, is_conditional)
    }

    /// What a text says where such properties stay as they are written; `None` where it has none.
    pub(crate) fn open_variant(&self, text: &Traced) -> Result<Option<Traced>, Fault> {
        let scope = |name: &str| {
            let property = self.all.get(name)?;
            property.of_three.first().filter(|_| !self.open.iter().any(|open| open == name)).cloned()
        };
        let is_used = |name: &String| text.as_str().contains(&format!("${{{name}"));
        if self.open.iter().any(is_used) { substitute(text, &scope).map(Some) } else { Ok(None) }
    }

    /// Defines a property of one version of Spring Boot.
    pub(crate) fn define_for(
        &mut self,
        boot: Boot,
        name: &str,
        value: &Traced,
        is_conditional: bool,
    ) -> Result<(), Fault> {
        let mut new = self.variants_for(boot, value)?;
        let property = self.all.entry(name.to_owned()).or_default();
        let values = match boot {
            Boot::Three => &mut property.of_three,
            Boot::Two => &mut property.of_two,
        };
        if is_conditional {
            new.retain(|value| !values.iter().any(|known| known.as_str() == value.as_str()));
            values.append(&mut new);
            values.truncate(MAX_VALUES);
        } else {
            *values = new;
        }
        self.most = self.most.max(values.len());
        Ok(())
    }

    /// What a text says with its placeholders replaced, each version of it once.
    pub(crate) fn variants(&self, text: &Traced) -> Result<Vec<Traced>, Fault> {
        let mut variants = Vec::new();
        for boot in Boot::ALL {
            for variant in self.variants_for(boot, text)? {
                if !variants.iter().any(|known: &Traced| known.as_str() == variant.as_str()) {
                    variants.push(variant);
                }
            }
        }
        Ok(variants)
    }

    fn variants_for(&self, boot: Boot, text: &Traced) -> Result<Vec<Traced>, Fault> {
        let most = self.most.clamp(1, MAX_VALUES);
        let mut variants: Vec<Traced> = Vec::new();
        for choice in 0..most {
            let scope = |name: &str| {
                let values = self.all.get(name)?.values(boot);
                values.get(choice).or(values.last()).cloned()
            };
            let variant = substitute(text, &scope)?;
            if !variants.iter().any(|known| known.as_str() == variant.as_str()) {
                variants.push(variant);
            }
            if !text.as_str().contains("${") {
                break;
            }
        }
        Ok(variants)
    }

    /// What Spring Boot's `defaults.xml` defines, said to stand where it is included.
    pub(crate) fn define_boot(&mut self, place: Place) -> Result<(), Fault> {
        for (boot, name, value) in crate::format::config::spring::DEFAULTS {
            let value = Traced::instead(&format!("${{{name}:-{value}}}"), place);
            self.define_for(*boot, name, &value, false)?;
        }
        Ok(())
    }
}
