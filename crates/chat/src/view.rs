//! What a chat window shows and how it behaves, without a framework: markup, and what keeps a browser's elements
//! in step with it. The widget uses it as it is; the workspace through the components of the feature `agent`.

mod composer;
mod dom;
mod icons;
mod list;
mod patch;
mod picker;
mod row;
mod said;
mod scroll;

pub use composer::{Composed, Composer, composer_markup};
pub use list::{List, list_markup};
pub use said::refusal_word;
