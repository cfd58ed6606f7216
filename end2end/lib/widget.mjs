// What a visitor does on a page that embeds the widget.
import { comeIn, createSite, openSettings } from "./dashboard.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Lets tests look into the launcher, which is closed to the scripts of its page.
 * @param {Page} page
 */
export async function lookInside(page) {
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      return attach.call(this, { ...init, mode: "open" });
    };
  });
}

/**
 * The demo's owner makes a site for a page, and its line of HTML is put into that page.
 * @param {import("./host-page.mjs").HostPage} host
 * @param {import("./server.mjs").Server} server
 * @param {import("./suite.mjs").Person} owner
 * @param {string} [name]
 * @returns {Promise<{ greeting: string }>}
 */
export async function embedIn(host, server, owner, name = "Green Roofs") {
  await comeIn(owner.page, server.url, await server.demoSignIn("owner"));
  host.snippet = await createSite(owner.page, server.url, { name, origins: host.origin });
  await openSettings(owner.page, name, "Greeting and rules");
  return { greeting: await owner.page.getByLabel("Greeting for everybody").inputValue() };
}

/** @param {Page} page */
export const launcher = (page) => page.getByRole("button", { name: /^(Open|Close) chat/ });

/** Opens the chat; the page must have been made with `lookInside`. @param {Page} page */
export async function openWidget(page) {
  await launcher(page).waitFor();
  // A chat that was open is open again on the next page.
  if ((await launcher(page).getAttribute("aria-expanded")) !== "true") await launcher(page).click();
  const chat = new Chat(page, page.frameLocator("beckon-chat iframe"));
  await chat.field.waitFor();
  return chat;
}

/** A conversation on the screen, in the widget or in the inbox. */
export class Chat {
  /** @param {Page} page @param {Page | import("playwright-core").FrameLocator} place */
  constructor(page, place) {
    this.page = page;
    this.log = place.getByRole("log", { name: "Conversation" });
    this.field = place.getByRole("textbox", { name: /^Write / });
    this.bubbles = this.log.locator(".chat-bubble");
    this.place = place;
  }

  /** The document inside the frame. */
  frame() {
    const frame = this.page.frames().find((candidate) => /\/widget\/[^/]+\/frame/.test(candidate.url()));
    if (!frame) throw new Error("the widget's frame is not there");
    return frame;
  }

  /** Writes a message and sees it in the conversation. @param {string} text */
  async say(text) {
    await this.field.fill(text);
    await this.field.press("Enter");
    await this.see(text);
  }

  /** Waits until a message is shown. @param {string | RegExp} text */
  async see(text) {
    await this.bubbles.filter({ hasText: text }).last().waitFor();
  }

  /** Waits until the other side has said `count` things. @param {number} count */
  async answer(count) {
    await this.log.locator(".chat-theirs .chat-bubble, .chat-assistant .chat-bubble").nth(count - 1).waitFor();
  }

  /** All that is shown, in order. @returns {Promise<string[]>} */
  messages() {
    return this.bubbles.allInnerTexts();
  }
}
