//! Properties of a `logback.xml`: defined one after another, some of them in a profile or under a condition alone.
//!
//! Which profiles are active, errmon cannot know. A property that has other values there keeps all of them, and a
//! pattern is read once with the first value of each, once with the second, and so on. Spring Boot's own properties have
//! the values of Boot 3 and of Boot 2.

use crate::format::config::error::Fault;
use crate::format::config::placeholder::substitute;
use crate::format::config::traced::{Place, Traced};

/// Values of one property that are kept.
const MAX_VALUES: usize = 8;

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
#[derive(Debug, Clone, Default)]
struct Property {
    name: String,
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
    all: Vec<Property>,
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
        self.open.push(name.to_owned());
        self.define(name, default, is_conditional)
    }

    /// What a text says where such properties stay as they are written; `None` where it has none.
    pub(crate) fn open_variant(&self, text: &Traced) -> Result<Option<Traced>, Fault> {
        let scope = |name: &str| {
            let property = self.all.iter().find(|property| property.name == name)?;
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
        let known = self.all.iter().position(|property| property.name == name);
        let index = known.unwrap_or(self.all.len());
        if known.is_none() {
            self.all.push(Property { name: name.to_owned(), ..Property::default() });
        }
        if let Some(property) = self.all.get_mut(index) {
            let values = match boot {
                Boot::Three => &mut property.of_three,
                Boot::Two => &mut property.of_two,
            };
            if is_conditional {
                let known: Vec<_> = values.iter().map(|value| value.as_str().to_owned()).collect();
                new.retain(|value| !known.iter().any(|known| known == value.as_str()));
                values.append(&mut new);
                values.truncate(MAX_VALUES);
            } else {
                *values = new;
            }
        }
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
        let most = self.all.iter().map(|property| property.values(boot).len()).max().unwrap_or(1).clamp(1, MAX_VALUES);
        let mut variants: Vec<Traced> = Vec::new();
        for choice in 0..most {
            let scope = |name: &str| {
                let values = self.all.iter().find(|property| property.name == name)?.values(boot);
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
