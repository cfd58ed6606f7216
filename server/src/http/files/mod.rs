//! Files that people send each other: `POST /api/attachments` takes them in, `GET /files/{id}` gives them out.
//! `docs/attachments.md` is the contract.

mod download;
mod range;
mod refusal;
mod upload;

pub(crate) use download::download;
pub(crate) use upload::{PATH as UPLOAD, upload};
