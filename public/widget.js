// Beckon's loader: a launcher and a greeting. Everything else waits until the visitor opens the chat.
(() => {
  "use strict";
  const script = document.currentScript ?? document.querySelector("script[data-site]");
  const key = script?.dataset.site;
  if (!key || window.beckon?.toggle) return;

  const { origin } = new URL(script.src, location);
  const base = `${origin}/widget/${encodeURIComponent(key)}`;

  const CSS = `
:host { all: initial !important; position: fixed !important; inset: auto 0 0 auto !important; z-index: 2147483000 !important;
  color-scheme: light dark; --raised: #fffefb; --text: #1d2522; --dim: #5d6863; --line: #1d25221a; --y: max(20px, env(safe-area-inset-bottom)) }
* { box-sizing: border-box; font: 15px/1.45 ui-sans-serif, system-ui, sans-serif }
button { all: unset; cursor: pointer }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.launcher, .greeting, .panel { position: fixed; right: 20px; bottom: calc(var(--y) + 76px) }
.launcher { bottom: var(--y); width: 60px; height: 60px; border-radius: 50%; display: grid; place-items: center; color: #fff; color: lch(from var(--accent) calc((50 - l) * infinity) 0 0); background: var(--accent);
  box-shadow: inset 0 1px #ffffff2e, 0 12px 30px -6px #10201a66; transition: .2s }
.launcher:hover { transform: translateY(-2px) }
.launcher * { grid-area: 1 / 1; transition: .2s }
.talk { width: 28px; height: 28px; background: currentColor; clip-path: path(evenodd, "M6 3h16q4 0 4 4v10q0 4-4 4H13l-6 5v-5H6q-4 0-4-4V7q0-4 4-4m2 6v2h12V9M8 13v2h8v-2") }
.down { width: 12px; height: 12px; margin-top: -6px; border: solid; border-width: 0 2.5px 2.5px 0; transform: rotate(45deg) }
[aria-expanded=true] .talk, [aria-expanded=false] .down { opacity: 0; scale: .4 }
.badge { position: absolute; top: -3px; right: -3px; padding: 0 7px; border-radius: 20px; color: #fff; background: #c8321f; font-size: 12px; line-height: 22px; font-weight: 600 }
.badge:empty, .greeting:empty { display: none }
.greeting { width: max-content; max-width: min(300px, 100vw - 40px); border-radius: 18px 18px 6px; background: var(--raised); color: var(--text);
  box-shadow: 0 0 0 1px var(--line), 0 18px 44px -16px #10201a66; animation: rise .35s }
.words { display: block; padding: 14px 38px 14px 18px; border-radius: inherit; overflow-wrap: anywhere }
b { display: block; font-size: 12.5px; font-weight: 600; color: var(--dim) }
.dismiss { position: absolute; top: 4px; right: 4px; width: 32px; font-size: 20px; text-align: center; color: var(--dim) }
.panel { width: 400px; height: min(680px, 100dvh - 116px); border-radius: 20px; overflow: hidden; background: var(--raised);
  box-shadow: 0 0 0 1px var(--line), 0 28px 70px -16px #10201a66; transition: opacity .2s, transform .2s, visibility .2s }
.closed { visibility: hidden; opacity: 0; transform: translateY(10px) }
iframe { display: block; width: 100%; height: 100%; border: 0 }
@keyframes rise { from { opacity: 0; transform: translateY(10px) } }
@media (prefers-color-scheme: dark) { :host { --raised: #1b2320; --text: #e9ede9; --dim: #9aa8a1; --line: #ffffff1f } }
@media (max-width: 480px) { .panel { inset: 0; width: 100%; height: var(--height, 100dvh); border-radius: 0 } [aria-expanded=true] { visibility: hidden } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important } }
`;

  let config, root, launcher, badge, greeting, panel, frame;
  let ready = false;
  let isOpen = false;
  let wanted = false; // open() came before the launcher

  // How the visitor came and what they look at, for the chat once it is open.
  const query = new URLSearchParams(location.search);
  const utm = (name) => query.get("utm_" + name);
  const touch = {
    source: utm("source"),
    medium: utm("medium"),
    campaign: utm("campaign"),
    ad_group: utm("adgroup") || utm("content"),
    keyword: utm("term") || utm("keyword"),
    gclid: query.get("gclid"),
    fbclid: query.get("fbclid"),
    // A page of the same site is no source.
    referrer: document.referrer.startsWith(location.origin) ? "" : document.referrer,
    landing_page: location.origin + location.pathname,
  };
  let page = location.pathname;
  let page_views = 1;
  let seconds = 0;
  let since = performance.now();

  // Adds the time since the last call.
  const count = (wasHidden) => {
    const now = performance.now();
    if (!wasHidden) seconds += (now - since) / 1000;
    since = now;
  };
  document.addEventListener("visibilitychange", () => count(!document.hidden));

  const say = (beckon, more) => ready && frame.contentWindow?.postMessage({ beckon, ...more }, origin);
  const sayVisit = () => {
    count(document.hidden);
    say("visit", { touch, page_views, seconds_on_site: seconds | 0 });
  };

  const navigated = () => {
    if (page === location.pathname) return;
    page = location.pathname;
    page_views++;
    sayVisit();
  };
  const { pushState } = history;
  history.pushState = function (...args) {
    pushState.apply(this, args);
    navigated();
  };
  addEventListener("popstate", navigated);

  addEventListener("message", ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    if (data?.beckon === "ready") {
      ready = true;
      sayVisit();
      say(isOpen ? "open" : "closed");
    } else if (data?.beckon === "close") close();
    else if (data?.beckon === "unread") label(data.count);
  });

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
    launcher.ariaLabel = isOpen ? "Close chat" : unread ? `Open chat, ${unread} unread` : "Open chat";
  };

  const show = () => {
    root = document.createElement("beckon-chat");
    root.style.setProperty("--accent", config.colour);
    const shadow = root.attachShadow({ mode: "closed" });
    // No Content-Security-Policy forbids this.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];

    badge = element("span", { class: "badge", "aria-hidden": true });
    launcher = button("launcher", toggle, element("i", { class: "talk" }), element("i", { class: "down" }), badge);
    launcher.ariaExpanded = false;
    const preconnect = () => document.head.append(element("link", { rel: "preconnect", href: origin }));
    for (const event of ["pointerenter", "focus"]) launcher.addEventListener(event, preconnect, { once: true });
    shadow.addEventListener("keydown", (event) => event.key === "Escape" && close());
    greeting = element("div", { class: "greeting", role: "status" });
    panel = element("div", { class: "panel closed" });
    shadow.append(greeting, panel, launcher);
    document.body.append(root);
    label(0);
    if (config.greeting) setTimeout(greet, 1200);
  };

  const greet = () => {
    if (frame) return;
    const dismiss = button("dismiss", () => greeting.replaceChildren(), "×");
    dismiss.ariaLabel = "Dismiss";
    greeting.append(button("words", open, element("b", {}, config.title), config.greeting), dismiss);
    greeting.dir = "auto";
  };

  const setOpen = (value) => {
    isOpen = value;
    panel.classList.toggle("closed", !value);
    launcher.ariaExpanded = value;
    label(0);
    say(value ? "open" : "closed");
  };

  const open = () => {
    wanted = true;
    if (!root || isOpen) return;
    greeting.replaceChildren();
    if (!frame) {
      const src = `${base}/frame?host=${encodeURIComponent(location.origin)}`;
      frame = element("iframe", { src, title: config.title, allow: "clipboard-write" });
      panel.append(frame);
      // A phone's keyboard covers part of the page.
      const view = visualViewport;
      view.addEventListener("resize", () => root.style.setProperty("--height", view.height * view.scale + "px"));
    }
    setOpen(true);
    sayVisit();
    frame.focus();
  };

  const close = () => {
    wanted = false;
    if (!isOpen) return;
    const hadFocus = document.activeElement === root;
    setOpen(false);
    if (hadFocus) launcher.focus();
  };

  const toggle = () => (isOpen ? close() : open());
  window.beckon = { open, close, toggle };

  const start = async () => {
    try {
      const response = await fetch(`${base}/config`, { credentials: "omit" });
      if (!response.ok) throw response.status;
      config = await response.json();
      if (!document.body) await new Promise((done) => addEventListener("DOMContentLoaded", done));
      show();
      if (wanted) open();
    } catch (error) {
      // 403: the page's origin is not on the site's list.
      console.warn("Beckon shows no chat:", error);
    }
  };
  (window.requestIdleCallback ?? setTimeout)(start, { timeout: 500 });
})();
