//! The page as a whole: what it shows of the conversation, and what it does for the visitor.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use beckon_chat::{
    Client, Composed, Composer, ConnectionStatus, List, Me, News, Request, Shown, Standing,
    VisitorPage, Word, composer_markup, list_markup, moment, refusal_word, word,
};
use beckon_domain::conversation::{ConversationStatus, Sender};
use beckon_domain::protocol::{ClientFrame, Visit};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::dom::{document, find, json, on, reveal, write};
use crate::host::{Host, Said, Visited};
use crate::memory::Memory;
use crate::offline::Offline;
use crate::rating::Rating;
use crate::site::{Closed, Site};
use crate::sound::Sound;

/// The page has one conversation.
const THREAD: u32 = 0;
/// What is kept when the visitor has agreed.
const AGREED: &str = ":agreed";

/// Everything that lives in the page.
pub(crate) struct Page {
    site: Rc<Site>,
    host: Option<Host>,
    memory: Rc<Memory>,
    client: Client,
    list: List,
    composer: Composer,
    composer_form: HtmlElement,
    consent: Option<HtmlElement>,
    offline: Offline,
    rating: Rating,
    sound: Sound,
    banner: HtmlElement,
    hint: HtmlElement,
    /// Whether the loader shows the frame.
    is_open: Cell<bool>,
    standing: RefCell<Standing>,
    shown: RefCell<Shown>,
    told: Cell<Option<u32>>,
}

impl Page {
    /// Brings the page to life, for as long as it lives.
    pub(crate) fn open(site: Site, host: Option<Host>, visited: Visited) {
        let slot: Rc<OnceCell<Self>> = Rc::default();
        let hearing = Rc::clone(&slot);
        let visited = Rc::new(RefCell::new(visited));
        let memory = Rc::new(Memory::of(&site.key));
        let site = Rc::new(site);
        let client = connect(&site, &memory, &visited, move |news| {
            if let Some(page) = hearing.get() {
                page.hear(news);
            }
        });
        let Some(page) = Self::assemble(site, host, memory, client) else {
            return;
        };
        if slot.set(page).is_ok() {
            listen(&slot, &visited);
            if let Some(page) = slot.get() {
                page.client.ask(THREAD, Request::Begin(None));
                page.look();
            }
        }
    }

    fn assemble(
        site: Rc<Site>,
        host: Option<Host>,
        memory: Rc<Memory>,
        client: Client,
    ) -> Option<Self> {
        let messages: Element = find(".chat-messages")?;
        messages.set_inner_html(&list_markup(&Shown::default(), Me::VISITOR, &site.greeting));
        let composer_form: HtmlElement = find(".chat-composer")?;
        composer_form.set_inner_html(&composer_markup(word(Word::Write)));
        let asking = client.clone();
        let ask: Rc<dyn Fn(Request)> = Rc::new(move |request| asking.ask(THREAD, request));
        let asked = ask.clone();
        let list = List::attach(
            &messages,
            Me::VISITOR,
            site.greeting.clone(),
            move |request| asked(request),
        )?;
        let writing = client.clone();
        let around: Element = find("main")?;
        let draft = ["beckon:", site.key.as_str(), ":draft"].concat();
        let composer =
            Composer::attach(
                &composer_form,
                &around,
                draft,
                move |composed| match composed {
                    Composed::Text(text) => writing.write(THREAD, text),
                    Composed::File(file) => writing.attach(THREAD, file),
                    Composed::Typing => writing.ask(THREAD, Request::Typing),
                },
            )?;
        Some(Self {
            consent: find(".consent").filter(|_| site.consent.is_some()),
            offline: Offline::new(&client, THREAD)?,
            rating: Rating::new(&site, &ask)?,
            sound: Sound::new(&site, memory.clone()),
            banner: find(".chat-banner")?,
            hint: find(".hint")?,
            is_open: Cell::new(true),
            standing: RefCell::default(),
            shown: RefCell::default(),
            told: Cell::new(None),
            site,
            host,
            memory,
            client,
            list,
            composer,
            composer_form,
        })
    }

    fn hear(&self, news: News) {
        match news {
            News::Standing(standing) => {
                self.standing.replace(standing);
            }
            News::Thread(_, shown) => {
                self.list.show(&shown);
                let before = self.shown.replace(shown);
                self.ring(&before);
                self.tell_unread();
            }
        }
        self.arrange();
    }

    /// Shows each part of the page that the state of things asks for.
    fn arrange(&self) {
        let (standing, shown) = (self.standing.borrow(), self.shown.borrow());
        let banner = match (standing.refusal, standing.status) {
            (Some(refusal), _) => word(refusal_word(refusal)),
            (None, ConnectionStatus::Offline) => word(Word::Reconnecting),
            (None, _) => "",
        };
        write(&self.banner, banner);
        write(&self.hint, &self.attendance(&standing));
        let online = standing.team_online == Some(true);
        let _ = self.hint.toggle_attribute_with_force("data-online", online);

        let is_closed = shown.status == Some(ConversationStatus::Closed);
        let has_begun = standing.conversation.is_some() || !shown.entries.is_empty();
        let agreed = self.consent.is_none() || has_begun || self.memory.is_set(AGREED);
        let is_known = standing.status == ConnectionStatus::Online;
        let offline = self.site.closed.is_some()
            && self.site.offline_form
            && is_known
            && !online
            && !has_begun
            && agreed;
        self.offline.show(offline);
        self.rating.show(is_closed, shown.rating, &self.site);
        if let Some(consent) = &self.consent {
            reveal(consent, !agreed);
        }
        reveal(&self.composer_form, agreed && !is_closed && !offline);
    }

    /// Whether somebody is there, as far as that is known; else when somebody will be.
    fn attendance(&self, standing: &Standing) -> String {
        match (standing.team_online, self.site.closed) {
            (Some(true), _) => self.site.text("online"),
            (_, Some(Closed { until: Some(until) })) => self.site.fill("back", &moment(until)),
            (_, Some(Closed { until: None })) => self.site.text("away"),
            (Some(false), None) => self.site.text("assistant_answers"),
            (None, None) => self.site.text("hint"),
        }
    }

    /// Makes a sound when an answer comes while the visitor looks elsewhere.
    fn ring(&self, before: &Shown) {
        let shown = self.shown.borrow();
        let last = |shown: &Shown| {
            let is_theirs = |sender| matches!(sender, Sender::Agent | Sender::Assistant);
            let mut theirs = shown.entries.iter().rev();
            // An answer that is still coming has no number, and may be taken back.
            theirs.find_map(|entry| entry.number.filter(|_| is_theirs(entry.sender)))
        };
        // What comes with the page was not said just now.
        let is_news = before.status.is_some() && last(&shown) > last(before);
        if is_news && !self.is_looking() {
            self.sound.play();
        }
        if let Some(host) = self.host.as_ref().filter(|_| is_news) {
            host.say("message", None);
        }
    }

    fn is_looking(&self) -> bool {
        self.is_open.get() && !document().is_some_and(|document| document.hidden())
    }

    /// Keeps the thread told whether anybody looks at it.
    fn look(&self) {
        self.client.ask(THREAD, Request::Watch(self.is_looking()));
    }

    fn set_open(&self, open: bool) {
        self.is_open.set(open);
        self.look();
    }

    fn tell_unread(&self) {
        let unread = self.shown.borrow().unread;
        if self.told.replace(Some(unread)) != Some(unread)
            && let Some(host) = &self.host
        {
            host.say("unread", Some(unread));
        }
    }

    /// The visitor agrees: a message may be written now. To what they agreed is kept with them.
    fn agree(&self) {
        self.memory.set(AGREED, true);
        if let Some(text) = &self.site.consent {
            let json = json(&[("consent", text)]);
            self.client.say(ClientFrame::Attributes { json });
        }
        self.arrange();
        self.composer.focus();
    }

    fn close(&self) {
        if let Some(host) = &self.host {
            host.say("close", None);
        }
    }

    fn hear_host(&self, said: Said, visited: &RefCell<Visited>) {
        match said {
            Said::Visit(news) => {
                visited.replace(news);
            }
            Said::Open => {
                self.set_open(true);
                self.composer.focus();
            }
            Said::Shown => self.set_open(true),
            Said::Closed => self.set_open(false),
            Said::Identify(token) => self.client.say(ClientFrame::Identify { token }),
            Said::Attributes(json) => self.client.say(ClientFrame::Attributes { json }),
            Said::Track(event) => self.client.say(ClientFrame::Track { event }),
        }
    }
}

/// Connects the visitor, who is known again if they have written before.
fn connect(
    site: &Rc<Site>,
    memory: &Rc<Memory>,
    visited: &Rc<RefCell<Visited>>,
    hear: impl Fn(News) + 'static,
) -> Client {
    let (site, keeper) = (site.clone(), memory.clone());
    let (known, visited) = (memory.clone(), visited.clone());
    let visit = move || {
        let visited = visited.borrow();
        Visit {
            site: site.key.clone(),
            token: known.token(),
            touch: visited.touch(),
            page_views: visited.count("page_views"),
            seconds_on_site: visited.count("seconds_on_site"),
            language: site.language.clone(),
            identity: visited.identity(),
        }
    };
    let page = VisitorPage {
        visit: Box::new(visit),
        remember: Box::new(move |token, conversation| keeper.keep(&token, conversation)),
    };
    Client::new(Me::VISITOR, Some(page), hear)
}

/// Hears what the visitor and the page around do.
fn listen(slot: &Rc<OnceCell<Page>>, visited: &Rc<RefCell<Visited>>) {
    let with = |act: fn(&Page)| {
        let slot = slot.clone();
        move || {
            if let Some(page) = slot.get() {
                act(page);
            }
        }
    };
    if let Some(document) = document() {
        let look = with(Page::look);
        on(&document, "visibilitychange", move |_| look());
        let close = with(Page::close);
        on(&document, "keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if event.key() == "Escape" && !event.is_composing() {
                close();
            }
        });
    }
    if let Some(button) = find::<Element>(".agree") {
        let agree = with(Page::agree);
        on(&button, "click", move |_| agree());
    }
    let Some(host) = slot.get().and_then(|page| page.host.clone()) else {
        return;
    };
    if let Some(button) = find::<Element>(".close") {
        reveal(&button, true);
        let close = with(Page::close);
        on(&button, "click", move |_| close());
    }
    let (slot, visited) = (slot.clone(), visited.clone());
    host.listen(move |said| {
        if let Some(page) = slot.get() {
            page.hear_host(said, &visited);
        }
    });
}
