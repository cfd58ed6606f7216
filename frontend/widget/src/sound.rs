//! A short sound when an answer comes, which the visitor can switch off.

use web_sys::{AudioContext, HtmlElement, OscillatorType};

use crate::dom::{find, on, reveal};
use crate::memory::Memory;
use crate::site::Site;
use std::rc::Rc;

/// What is kept when it is switched off.
const MUTED: &str = ":muted";

/// The sound and its switch.
pub(crate) struct Sound {
    memory: Rc<Memory>,
    wanted: bool,
}

impl Sound {
    pub(crate) fn new(site: &Site, memory: Rc<Memory>) -> Self {
        if let Some(switch) = find::<HtmlElement>(".sound").filter(|_| site.sound) {
            reveal(&switch, true);
            let set = move |memory: &Memory, switch: &HtmlElement| {
                let on = if memory.is_set(MUTED) {
                    "false"
                } else {
                    "true"
                };
                let _ = switch.set_attribute("aria-pressed", on);
            };
            set(&memory, &switch);
            let (memory, button) = (memory.clone(), switch.clone());
            on(&switch, "click", move |_| {
                memory.set(MUTED, !memory.is_set(MUTED));
                set(&memory, &button);
            });
        }
        Self {
            memory,
            wanted: site.sound,
        }
    }

    /// Two soft notes. A browser that has heard no click yet keeps still, and so do we.
    pub(crate) fn play(&self) {
        if self.wanted && !self.memory.is_set(MUTED) {
            let _ = blip();
        }
    }
}

fn blip() -> Result<(), wasm_bindgen::JsValue> {
    let context = AudioContext::new()?;
    let now = context.current_time();
    for (pitch, begin) in [(660.0, 0.0), (880.0, 0.09)] {
        let (tone, volume) = (context.create_oscillator()?, context.create_gain()?);
        tone.set_type(OscillatorType::Sine);
        tone.frequency().set_value(pitch);
        volume.gain().set_value_at_time(0.06, now + begin)?;
        volume
            .gain()
            .exponential_ramp_to_value_at_time(0.0001, now + begin + 0.22)?;
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&context.destination())?;
        tone.start_with_when(now + begin)?;
        tone.stop_with_when(now + begin + 0.24)?;
    }
    Ok(())
}
