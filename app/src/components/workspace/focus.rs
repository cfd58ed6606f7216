use leptos::prelude::*;

/// Moves the focus to an element once it is where it will be.
pub(super) fn focus_soon(id: String) {
    request_animation_frame(move || {
        use leptos::wasm_bindgen::JsCast;
        let element = document().get_element_by_id(&id);
        if let Some(element) =
            element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // An element that can't take the focus leaves it where it is.
            let _ = element.focus();
        }
    });
}
