// Beckon's loader: a launcher and a greeting. Everything else waits until the visitor opens the chat.
(() => {
  "use strict";
  const script = document.currentScript ?? document.querySelector("script[data-site]");
  const { site, language = "" } = script?.dataset ?? {};
  // Calls that came before, as the snippet in docs/widget.md keeps them.
  const { q = [], loaded } = window.beckon ?? {};
  if (!site || loaded) return;

  const { origin } = new URL(script.src, location);
  const base = `${origin}/widget/${encodeURIComponent(site)}/`;
  const wish = "language=" + encodeURIComponent(language);

  const CSS = `
:host { all: initial !important; position: fixed !important; inset: auto 0 0 auto !important; z-index: 2147483000 !important; color-scheme: var(--scheme) !important;
  --raised: light-dark(#fffefb, #1b2320); --text: light-dark(#1d2522, #e9ede9); --dim: light-dark(#5d6863, #9aa8a1); --line: light-dark(#1d25221a, #ffffff1f); --y: max(20px, env(safe-area-inset-bottom)) }
:host * { box-sizing: border-box; font: 15px/1.45 ui-sans-serif, system-ui, sans-serif }
button { all: unset; cursor: pointer }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.launcher, .greeting, .panel { position: fixed; right: 20px; bottom: calc(var(--y) + 76px) }
.left > * { right: auto; left: 20px }
.launcher { bottom: var(--y); width: 60px; height: 60px; border-radius: 50%; display: grid; place-items: center; color: #fff; color: lch(from var(--accent) calc((50 - l) * infinity) 0 0); background: var(--accent);
  box-shadow: inset 0 1px #ffffff2e, 0 12px 30px -6px #10201a66; transition: .2s }
.launcher:hover { transform: translateY(-2px) }
.launcher * { grid-area: 1 / 1; transition: .2s }
.talk { width: 28px; height: 28px; background: currentColor; clip-path: path(evenodd, "M6 3h16q4 0 4 4v10q0 4-4 4H13l-6 5v-5H6q-4 0-4-4V7q0-4 4-4m2 6v2h12V9M8 13v2h8v-2") }
.down { width: 12px; height: 12px; margin-top: -6px; border: solid; border-width: 0 2.5px 2.5px 0; transform: rotate(45deg) }
[aria-expanded=true] .talk, [aria-expanded=false] .down { opacity: 0; scale: .4 }
.badge { position: absolute; top: -3px; right: -3px; padding: 0 7px; border-radius: 20px; color: #fff; background: #c8321f; font-size: 12px; line-height: 22px; font-weight: 600 }
.badge:empty, .greeting:empty { display: none }
.greeting { width: max-content; max-width: min(300px, 100vw - 40px); border-radius: 18px; background: var(--raised); color: var(--text);
  box-shadow: 0 0 0 1px var(--line), 0 18px 44px -16px #10201a66; animation: rise .35s }
.words { display: block; padding: 14px 38px 14px 18px; border-radius: inherit; overflow-wrap: anywhere }
b { display: block; font-size: 12.5px; font-weight: 600; color: var(--dim) }
.dismiss { position: absolute; top: 4px; right: 4px; width: 32px; font-size: 20px; text-align: center; color: var(--dim) }
@keyframes rise { from { opacity: 0; transform: translateY(10px) } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important } }
`;

  let config, root, around, launcher, badge, greeting, panel;
  let isOpen = false;
  let wanted = false; // open() came before the launcher

  // What is kept for the tab or for good; never before the visitor has acted.
  const stored = (kind, name, value) => {
    try {
      return value === undefined ? window[kind][name] : (window[kind][name] = value);
    } catch {} // forbidden here
  };
  const TAB = "sessionStorage";
  const returning = !!stored("localStorage", "beckon");

  // How the visitor came and what they look at, for the chat once it is open.
  const { search, origin: here, pathname: landed } = location;
  const visit = { search, landing_page: here + landed, referrer: document.referrer.startsWith(here) ? "" : document.referrer, page_views: 1 };
  // What the page says of its visitor, for the chat once it is open.
  const told = [];
  let seconds = 0;
  let since = performance.now();

  // Adds the time since the last call.
  const count = (wasHidden) => {
    const now = performance.now();
    if (!wasHidden) seconds += (now - since) / 1000;
    since = now;
  };
  const seen = () => {
    count(document.hidden);
    return { ...visit, seconds_on_site: seconds | 0 };
  };
  document.addEventListener("visibilitychange", () => count(!document.hidden));

  let page = landed;
  const navigated = () => {
    if (page === location.pathname) return;
    page = location.pathname;
    visit.page_views++;
    panel?.visited();
  };
  for (const name of ["pushState", "replaceState"]) {
    const native = history[name];
    history[name] = function (...args) {
      native.apply(this, args);
      navigated();
    };
  }
  addEventListener("popstate", navigated);

  const heard = {};
  const emit = (event, detail) => heard[event]?.forEach((hear) => hear(detail));

  const element = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  };
  const button = (name, act, ...children) => {
    const node = element("button", { class: name }, ...children);
    node.addEventListener("click", act);
    return node;
  };
  const label = (unread) => {
    badge.textContent = unread > 9 ? "9+" : unread || "";
    const [open, close, many] = config.texts;
    launcher.ariaLabel = isOpen ? close : unread ? many.replace("{}", unread) : open;
  };

  // Frameworks that replace the page take the launcher with it: it comes back.
  const stay = () => {
    if (!root.isConnected) document.body.append(root);
    for (const node of [document.documentElement, document.body]) observer.observe(node, { childList: true });
  };
  const observer = new MutationObserver(stay);

  const show = () => {
    root = element("beckon-chat");
    root.style.setProperty("--accent", config.colour);
    root.style.setProperty("--scheme", config.scheme === "auto" ? "light dark" : config.scheme);
    const shadow = root.attachShadow({ mode: "closed" });
    // No Content-Security-Policy forbids this.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];

    badge = element("span", { class: "badge", "aria-hidden": true });
    launcher = button("launcher", () => (isOpen ? close() : open(true)), element("i", { class: "talk" }), element("i", { class: "down" }), badge);
    launcher.ariaExpanded = false;
    const preload = () => import(origin + "/panel.js");
    for (const event of ["pointerenter", "focus"]) launcher.addEventListener(event, preload, { once: true });
    shadow.addEventListener("keydown", (event) => event.key === "Escape" && close());
    greeting = element("div", { class: "greeting", role: "status" });
    around = element("div", { class: config.position }, greeting, launcher);
    shadow.append(around);
    stay();
    label(0);

    let fired;
    setTimeout(() => fired || greet(config.greeting), 1200);
    if (config.rules) {
      import(origin + "/targeting.js").then(({ watch }) =>
        watch(config.rules, () => ({ ...seen(), returning }), (then) => {
          fired = 1;
          greet(then.text);
          if (then.kind === "open" && !stored(TAB, "beckon:quiet")) open();
        }),
      );
    }
  };

  // Says something beside the launcher; nothing takes away what was said.
  const greet = (text) => {
    greeting.replaceChildren();
    if (!text || panel || stored(TAB, "beckon:quiet")) return;
    const dismiss = button("dismiss", () => greeting.replaceChildren(stored(TAB, "beckon:quiet", 1) && ""), "×");
    dismiss.ariaLabel = config.texts[3];
    greeting.append(button("words", () => open(true), element("b", {}, config.title), text), dismiss);
    greeting.dir = "auto";
  };

  // `acted`: the visitor did it, and wants to find it so on the next page.
  const set = (value, acted) => {
    isOpen = value;
    if (acted) {
      stored(TAB, "beckon:open", value ? 1 : "");
      stored("localStorage", "beckon", 1);
    }
    launcher.ariaExpanded = value;
    label(0);
    panel?.show(value, acted);
    emit(value ? "open" : "close");
  };

  const open = async (acted) => {
    wanted = true;
    if (!root || isOpen) return;
    greeting.replaceChildren();
    set(true, acted);
    const module = await import(origin + "/panel.js");
    panel ??= module.panel({ around, config, origin, src: `${base}frame?${wish}&host=${encodeURIComponent(here)}`, told, seen, label, emit, close, element });
    panel.show(isOpen, acted);
  };

  const close = (acted = true) => {
    wanted = false;
    if (!isOpen) return;
    const hadFocus = document.activeElement === root;
    set(false, acted);
    if (hadFocus) launcher.focus();
  };

  const api = {
    loaded: true,
    open: () => open(),
    close: () => close(false),
    toggle: () => (isOpen ? close(false) : open()),
    on: (event, hear) => (heard[event] ??= []).push(hear),
  };
  for (const name of ["identify", "setAttributes", "track"]) {
    api[name] = (value) => {
      told.push([name, value]);
      panel?.tell();
    };
  }
  window.beckon = api;
  for (const [name, ...args] of q) api[name]?.(...args);

  const start = async () => {
    try {
      const response = await fetch(`${base}config?${wish}`, { credentials: "omit" });
      if (!response.ok) throw response.status;
      config = await response.json();
      if (!document.body) await new Promise((done) => addEventListener("DOMContentLoaded", done));
      show();
      emit("ready");
      if (wanted || stored(TAB, "beckon:open")) open();
    } catch (error) {
      // 403: the page's origin is not on the site's list.
      console.warn("Beckon shows no chat:", error);
    }
  };
  (window.requestIdleCallback ?? setTimeout)(start, { timeout: 500 });
})();
