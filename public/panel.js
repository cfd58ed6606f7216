// The opened chat: an iframe beside the launcher, and what it and the page say to each other.

const CSS = `
.panel { width: 400px; height: min(680px, 100dvh - 116px); border-radius: 20px; overflow: hidden; background: var(--raised);
  box-shadow: 0 0 0 1px var(--line), 0 28px 70px -16px #10201a66; transition: opacity .2s, transform .2s, visibility .2s }
.closed { visibility: hidden; opacity: 0; transform: translateY(10px) }
iframe { display: block; width: 100%; height: 100%; border: 0 }
.guard { display: none }
@media (max-width: 480px) {
  .panel { inset: 0; width: 100%; height: var(--height, 100dvh); border-radius: 0 }
  [aria-expanded=true] { visibility: hidden }
  .panel:not(.closed) .guard { display: block; position: absolute }
}
`;

/** How the visitor came. @param {{ search: string, referrer: string, landing_page: string }} visit */
const touch = ({ search, referrer, landing_page }) => {
  const query = new URLSearchParams(search);
  const utm = (/** @type {string} */ name) => query.get("utm_" + name);
  return {
    source: utm("source"),
    medium: utm("medium"),
    campaign: utm("campaign"),
    ad_group: utm("adgroup") || utm("content"),
    keyword: utm("term") || utm("keyword"),
    gclid: query.get("gclid"),
    fbclid: query.get("fbclid"),
    referrer,
    landing_page,
  };
};

/**
 * Adds the panel beside the launcher.
 * @param {{
 *   around: HTMLElement, config: { title: string }, origin: string, src: string,
 *   told: [string, any][], seen: () => Parameters<typeof touch>[0],
 *   label: (unread: number) => void, emit: (event: string, detail?: unknown) => void, close: () => void,
 *   element: (tag: string, attributes: object, ...children: Node[]) => HTMLElement,
 * }} loader
 */
export const panel = ({ around, config, origin, src, told, seen, label, emit, close, element }) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  const shadow = /** @type {ShadowRoot} */ (around.getRootNode());
  shadow.adoptedStyleSheets.push(sheet);

  const frame = /** @type {HTMLIFrameElement} */ (element("iframe", { src, title: config.title, allow: "clipboard-write" }));
  // On a phone nothing but the chat is to be seen: the focus stays in it, too.
  const guard = () => {
    const node = element("span", { class: "guard", tabindex: 0 });
    node.addEventListener("focus", () => frame.focus());
    return node;
  };
  const box = element("div", { class: "panel closed" }, guard(), frame, guard());
  around.querySelector(".launcher")?.before(box);

  let ready = false;
  let isOpen = false;
  let wantsFocus = false;
  const say = (/** @type {string} */ beckon, /** @type {object} */ more) =>
    ready && frame.contentWindow?.postMessage({ beckon, ...more }, origin);

  /** @type {string | undefined} */
  let identity;
  const visited = () => {
    const visit = seen();
    say("visit", { ...visit, touch: touch(visit), identity });
  };
  /** @type {object} */
  const attributes = {};
  // Hands on what the page says of its visitor. The last token and all attributes are said again to a frame that begins anew.
  const tell = () => {
    if (!ready) return;
    for (const [name, value] of told.splice(0)) {
      if (name === "identify") say("identify", { token: (identity = String(value)) });
      else if (name === "setAttributes") Object.assign(attributes, value);
      else say("track", { event: String(value) });
    }
    if (Object.keys(attributes).length) say("attributes", { json: JSON.stringify(attributes) });
  };

  addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== frame.contentWindow || from !== origin) return;
    switch (data?.beckon) {
      // Again, when the frame was moved to a new page's body and began anew.
      case "ready":
        ready = true;
        identity = told.findLast(([name]) => name === "identify")?.[1] ?? identity;
        visited();
        tell();
        say(isOpen ? (wantsFocus ? "open" : "shown") : "closed", {});
        break;
      case "close":
        close();
        break;
      case "unread":
        label(data.count);
        emit("unread", data.count);
        break;
      case "message":
        emit("message");
    }
  });

  // A phone's keyboard covers part of the page.
  const view = visualViewport;
  view?.addEventListener("resize", () => box.style.setProperty("--height", view.height * view.scale + "px"));

  return {
    tell,
    visited,
    /** @param {boolean} open @param {boolean} [byVisitor] then they want to write at once */
    show: (open, byVisitor) => {
      isOpen = open;
      wantsFocus = !!byVisitor;
      box.classList.toggle("closed", !open);
      say(open ? (byVisitor ? "open" : "shown") : "closed", {});
      if (open) visited();
      if (open && byVisitor) frame.focus();
    },
  };
};
