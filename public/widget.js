// Beckon's loader. It shows the launcher and the greeting, and does nothing more until the visitor acts: no
// cookie, no storage, no frame. The chat itself lives in a frame that is made when it is first opened.
(() => {
  "use strict";

  const script = document.currentScript ?? document.querySelector("script[data-site]");
  const key = script?.dataset.site;
  if (!key || window.beckon?.toggle) return;

  const { origin } = new URL(script.src, location.href);
  const base = `${origin}/widget/${encodeURIComponent(key)}`;

  const CSS = `
    :host { all: initial !important; position: fixed !important; inset: auto 0 0 auto !important; z-index: 2147483000 !important;
      color-scheme: light dark; --raised: #fffefb; --text: #1d2522; --dim: #5d6863; --line: #1d252214; --shadow: #10201a; }
    * { box-sizing: border-box; font: 15px/1.45 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    button { all: unset; box-sizing: border-box; cursor: pointer; -webkit-tap-highlight-color: transparent; }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }

    .launcher, .greeting, .panel { position: fixed; right: max(20px, env(safe-area-inset-right)); }
    .launcher { bottom: max(20px, env(safe-area-inset-bottom)); width: 60px; height: 60px; border-radius: 50%;
      display: grid; place-items: center; color: var(--ink); background: var(--accent);
      box-shadow: inset 0 1px #ffffff2e, 0 2px 6px #10201a33, 0 10px 28px -6px #10201a59; transition: transform .2s, box-shadow .2s; }
    .launcher:hover { transform: translateY(-2px); box-shadow: inset 0 1px #ffffff2e, 0 4px 8px #10201a33, 0 16px 34px -6px #10201a66; }
    .launcher svg { grid-area: 1 / 1; width: 28px; transition: transform .25s, opacity .2s; }
    .launcher[aria-expanded=true] .talk, .launcher[aria-expanded=false] .down { opacity: 0; transform: rotate(40deg) scale(.5); }
    .badge { position: absolute; top: -3px; right: -3px; min-width: 22px; padding: 0 6px; border-radius: 11px; color: #fff;
      background: #c8321f; box-shadow: 0 0 0 2px var(--raised); font-size: 12px; line-height: 22px; font-weight: 700; text-align: center; }
    .badge:empty { display: none; }

    .greeting { bottom: calc(max(20px, env(safe-area-inset-bottom)) + 76px); width: max-content; max-width: min(300px, 100vw - 40px);
      border-radius: 18px 18px 6px; background: var(--raised); color: var(--text); border: 1px solid var(--line);
      box-shadow: 0 2px 6px #10201a14, 0 18px 44px -12px #10201a4d; animation: rise .35s cubic-bezier(.2, .9, .3, 1.1); }
    .greeting:empty { display: none; }
    .words { display: block; padding: 14px 38px 15px 17px; border-radius: inherit; overflow-wrap: anywhere; }
    .words b { display: block; font-size: 12.5px; font-weight: 600; color: var(--dim); margin-bottom: 2px; }
    .dismiss { position: absolute; top: 7px; right: 7px; padding: 6px; border-radius: 50%; color: var(--dim); }
    .dismiss:hover { background: var(--line); }

    .panel { bottom: calc(max(20px, env(safe-area-inset-bottom)) + 74px); width: 400px; height: min(680px, 100dvh - 114px);
      border-radius: 20px; overflow: hidden; background: var(--raised); transform-origin: 100% 100%;
      box-shadow: 0 0 0 1px var(--line), 0 4px 12px #10201a1f, 0 28px 70px -16px #10201a66; transition: opacity .2s, transform .28s cubic-bezier(.2, .9, .3, 1), visibility 0s; }
    .panel.closed { visibility: hidden; opacity: 0; transform: translateY(14px) scale(.97); transition-delay: 0s, 0s, .2s; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }

    @keyframes rise { from { opacity: 0; transform: translateY(10px) scale(.97); } }
    @media (prefers-color-scheme: dark) { :host { --raised: #1b2320; --text: #e9ede9; --dim: #9aa8a1; --line: #ffffff1f; } }
    @media (max-width: 480px) { .panel { inset: 0; width: 100%; height: var(--height, 100dvh); border-radius: 0; }
      .launcher[aria-expanded=true] { visibility: hidden; } }
    @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
    @media print { :host { display: none !important; } }`;

  let config, root, launcher, badge, greeting, panel, frame;
  let ready = false;
  let isOpen = false;

  // How the visitor came and what they looked at: kept in memory, told to the chat when it is opened.
  const query = new URLSearchParams(location.search);
  const param = (...names) => names.map((name) => query.get(name)).find(Boolean) ?? null;
  const touch = {
    source: param("utm_source"),
    medium: param("utm_medium"),
    campaign: param("utm_campaign"),
    ad_group: param("utm_adgroup", "utm_content"),
    keyword: param("utm_term", "utm_keyword"),
    gclid: param("gclid"),
    fbclid: param("fbclid"),
    // A page of the same site is no source.
    referrer: document.referrer.startsWith(location.origin + "/") ? null : document.referrer || null,
    landing_page: location.origin + location.pathname,
  };
  let page = location.pathname;
  let pageViews = 1;
  let visible = 0;
  let since = performance.now();

  const clock = () => {
    const now = performance.now();
    if (!document.hidden) visible += now - since;
    since = now;
  };
  document.addEventListener("visibilitychange", () => {
    // What has just ended counts if the page was visible until now.
    if (document.hidden) visible += performance.now() - since;
    since = performance.now();
  });

  const navigated = () => {
    if (page === location.pathname) return;
    page = location.pathname;
    pageViews += 1;
    sayVisit();
  };
  const pushState = history.pushState;
  history.pushState = function (...args) {
    const result = pushState.apply(this, args);
    navigated();
    return result;
  };
  addEventListener("popstate", navigated);

  const say = (beckon, more) => ready && frame.contentWindow?.postMessage({ beckon, ...more }, origin);
  const sayVisit = () => {
    clock();
    say("visit", { touch, page_views: pageViews, seconds_on_site: Math.round(visible / 1000) });
  };

  addEventListener("message", ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin) return;
    if (data?.beckon === "ready") {
      ready = true;
      sayVisit();
      say(isOpen ? "open" : "closed");
    } else if (data?.beckon === "close") close();
    else if (data?.beckon === "unread") showUnread(data.count);
  });

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  }

  function icon(name, path, size) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.append(document.createElementNS(svg.namespaceURI, "path"));
    svg.firstChild.setAttribute("d", path);
    svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    svg.setAttribute("width", size);
    svg.setAttribute("class", name);
    svg.setAttribute("aria-hidden", "true");
    return svg;
  }

  // Ink that can be read on the site's colour, by its relative luminance (WCAG 2).
  function inkOn(colour) {
    const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.36 ? "#12201b" : "#fff";
  }

  function showUnread(count) {
    badge.textContent = count > 0 ? (count > 9 ? "9+" : count) : "";
    const unread = count > 0 ? `, ${count} unread` : "";
    launcher.setAttribute("aria-label", isOpen ? "Close chat" : `Open chat${unread}`);
  }

  function show() {
    const shadow = root.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    shadow.adoptedStyleSheets = [sheet];
    root.style.setProperty("--accent", config.colour);
    root.style.setProperty("--ink", inkOn(config.colour));

    badge = element("span", { class: "badge", "aria-hidden": "true" });
    launcher = element(
      "button",
      { type: "button", class: "launcher", "aria-expanded": "false" },
      icon("talk", "M4.5 6.5a3 3 0 0 1 3-3h13a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7.2L8.5 23v-4.5h-1a3 3 0 0 1-3-3zM9.5 9.2h9M9.5 13h5.5", 28),
      icon("down", "M7 11l7 7 7-7", 28),
      badge,
    );
    launcher.addEventListener("click", toggle);
    for (const event of ["pointerenter", "focus"]) launcher.addEventListener(event, preconnect, { once: true });
    shadow.addEventListener("keydown", (event) => event.key === "Escape" && isOpen && close());
    greeting = element("div", { class: "greeting", role: "status" });
    panel = element("div", { class: "panel closed" });
    shadow.append(greeting, panel, launcher);
    showUnread(0);
    document.body.append(root);
    if (config.greeting) setTimeout(greet, 1200);
  }

  function greet() {
    if (frame) return;
    const words = element("button", { type: "button", class: "words", dir: "auto" }, element("b", {}, config.title), config.greeting);
    words.addEventListener("click", open);
    const dismiss = element("button", { type: "button", class: "dismiss", "aria-label": "Dismiss" }, icon("", "M3.5 3.5l7 7M10.5 3.5l-7 7", 14));
    dismiss.addEventListener("click", () => greeting.replaceChildren());
    greeting.append(words, dismiss);
  }

  function preconnect() {
    document.head.append(element("link", { rel: "preconnect", href: origin }));
  }

  function makeFrame() {
    frame = element("iframe", {
      src: `${base}/frame?host=${encodeURIComponent(location.origin)}`,
      title: config.title || "Chat",
      allow: "clipboard-write",
    });
    panel.append(frame);
    // A phone's keyboard covers the page without changing its height.
    window.visualViewport?.addEventListener("resize", () => root.style.setProperty("--height", `${visualViewport.height}px`));
  }

  function setOpen(value) {
    isOpen = value;
    panel.classList.toggle("closed", !value);
    launcher.setAttribute("aria-expanded", value);
    showUnread(0);
    say(value ? "open" : "closed");
  }

  let wanted = false;
  function open() {
    wanted = true;
    if (!launcher || isOpen) return;
    greeting.replaceChildren();
    if (!frame) makeFrame();
    setOpen(true);
    sayVisit();
    frame.focus();
  }

  function close() {
    wanted = false;
    if (!isOpen) return;
    const hadFocus = document.activeElement === root;
    setOpen(false);
    if (hadFocus) launcher.focus();
  }

  function toggle() {
    isOpen || (wanted && !launcher) ? close() : open();
  }

  window.beckon = { open, close, toggle };

  // Trouble of ours is told once and stays out of the page's way.
  async function start() {
    try {
      const response = await fetch(`${base}/config`, { credentials: "omit" });
      if (!response.ok) throw new Error(response.status === 403 ? `${location.origin} is not on the site's list` : `status ${response.status}`);
      config = await response.json();
      if (!document.body) await new Promise((done) => addEventListener("DOMContentLoaded", done));
      root = document.createElement("beckon-chat");
      show();
      if (wanted) open();
    } catch (error) {
      console.warn(`Beckon: no chat on this page (${error.message}).`);
    }
  }
  (window.requestIdleCallback ?? setTimeout)(start, { timeout: 500 });
})();
