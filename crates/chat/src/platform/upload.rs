//! Files on their way to the server, as `docs/attachments.md` describes it.

use std::cell::RefCell;
use std::rc::Rc;

use beckon_domain::id::{AttachmentId, ClientMessageId, ConversationId};
use beckon_domain::protocol::Visit;
use js_sys::{JSON, Reflect, encode_uri_component};
use wasm_bindgen::prelude::*;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::Tell;
use crate::state::{Input, UploadError};

/// The files that were picked and are not uploaded yet.
pub(super) struct Uploads {
    tell: Tell,
    all: Rc<RefCell<Vec<Upload>>>,
}

struct Upload {
    id: ClientMessageId,
    file: File,
    /// Once it has begun.
    request: Option<Begun>,
}

/// A request, and the functions that hear of it.
struct Begun {
    request: XmlHttpRequest,
    _progress: Closure<dyn Fn(ProgressEvent)>,
    _end: Closure<dyn Fn()>,
}

impl Uploads {
    pub(super) fn new(tell: Tell) -> Self {
        Self {
            tell,
            all: Rc::default(),
        }
    }

    pub(super) fn hold(&self, id: ClientMessageId, file: File) {
        let request = None;
        self.all.borrow_mut().push(Upload { id, file, request });
    }

    /// Begins to send a file, from the start.
    pub(super) fn begin(
        &self,
        id: ClientMessageId,
        conversation: ConversationId,
        visit: Option<Visit>,
    ) {
        if let Some(upload) = self
            .all
            .borrow_mut()
            .iter_mut()
            .find(|upload| upload.id == id)
        {
            let begun = send(&self.tell, upload, conversation, visit);
            upload.request = begun.ok();
        }
    }

    /// Ends an upload and forgets its file.
    pub(super) fn cancel(&self, id: ClientMessageId) {
        let mut all = self.all.borrow_mut();
        for upload in all.iter().filter(|upload| upload.id == id) {
            if let Some(begun) = &upload.request {
                begun.request.set_onloadend(None);
                let _ = begun.request.abort();
            }
        }
        all.retain(|upload| upload.id != id);
    }
}

fn send(
    tell: &Tell,
    upload: &Upload,
    conversation: ConversationId,
    visit: Option<Visit>,
) -> Result<Begun, JsValue> {
    let id = upload.id;
    let request = XmlHttpRequest::new()?;
    let name: String = encode_uri_component(&upload.file.name()).into();
    let address = [
        "/api/attachments?conversation=",
        &conversation.to_string(),
        "&name=",
        &name,
    ]
    .concat();
    request.open_with_async("POST", &address, true)?;
    if let Some(visit) = visit {
        request.set_request_header("x-beckon-site", visit.site.as_str())?;
        if let Some(token) = visit.token {
            request.set_request_header("x-beckon-visitor", &token.0)?;
        }
    }
    let told = tell.clone();
    let progress = Closure::<dyn Fn(_)>::new(move |event: ProgressEvent| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` saturates, and a percentage is small"
        )]
        let percent = (event.loaded() / event.total().max(1.0) * 100.0) as u8;
        told(Input::Progress(id, percent));
    });
    request
        .upload()?
        .set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let told = tell.clone();
    let answered = request.clone();
    // The end comes after success, failure, and a broken line alike.
    let end = Closure::<dyn Fn()>::new(move || told(Input::Uploaded(id, outcome(&answered))));
    request.set_onloadend(Some(end.as_ref().unchecked_ref()));
    request.send_with_opt_blob(Some(&upload.file))?;
    Ok(Begun {
        request,
        _progress: progress,
        _end: end,
    })
}

fn outcome(request: &XmlHttpRequest) -> Result<AttachmentId, UploadError> {
    match request.status() {
        Ok(200) => kept(request).ok_or(UploadError::Unavailable),
        Ok(413) => Err(UploadError::TooLarge),
        Ok(422) => Err(UploadError::Empty),
        Ok(429) => Err(UploadError::SlowDown),
        _ => Err(UploadError::Unavailable),
    }
}

fn kept(request: &XmlHttpRequest) -> Option<AttachmentId> {
    let answer = JSON::parse(&request.response_text().ok()??).ok()?;
    let id = Reflect::get(&answer, &"id".into()).ok()?.as_string()?;
    id.parse().ok()
}
