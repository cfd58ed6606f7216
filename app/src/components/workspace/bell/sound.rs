use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::*;
use web_sys::{AudioContext, OscillatorType};

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Makes ready to be heard: browsers let a page sound only once somebody has touched it, and so do we.
pub(super) fn await_touch() {
    let open = || {
        CONTEXT.with_borrow_mut(|context| {
            if context.is_none() {
                *context = AudioContext::new().ok();
            }
        });
    };
    let pointer = window_event_listener(ev::pointerdown, move |_| open());
    let key = window_event_listener(ev::keydown, move |_| open());
    on_cleanup(move || {
        pointer.remove();
        key.remove();
    });
}

/// Two short soft tones; nothing before the page was touched.
pub(super) fn beep() {
    CONTEXT.with_borrow(|context| {
        if let Some(context) = context {
            // Where a browser has no sound, the bell is still to be seen.
            _ = tone(context, 0.0, 880.0).and_then(|()| tone(context, 0.12, 1174.7));
        }
    });
}

/// A tone of a tenth of a second, `delay` seconds from now.
fn tone(
    context: &AudioContext,
    delay: f64,
    hertz: f32,
) -> Result<(), web_sys::wasm_bindgen::JsValue> {
    let begin = context.current_time() + delay;
    let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
    oscillator.set_type(OscillatorType::Sine);
    oscillator.frequency().set_value(hertz);
    gain.gain().set_value_at_time(0.08, begin)?;
    gain.gain()
        .exponential_ramp_to_value_at_time(0.001, begin + 0.1)?;
    oscillator.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    oscillator.start_with_when(begin)?;
    oscillator.stop_with_when(begin + 0.1)
}
