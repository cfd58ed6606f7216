// What agents tell each other, what of it reaches a visitor (nothing), and how far a message came.
import assert from "node:assert/strict";
import { answer, signIn } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";
import { Wire } from "../lib/wire.mjs";

const wire = await Wire.open();
const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_PUBLIC_URL: wire.url } });
wire.port = server.port;

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../lib/suite.mjs").Stage["person"]} NewPerson */

/** A visitor who wrote, and the owner of the site with the conversation open. @param {NewPerson} person @param {string} name @param {string} text */
async function talk(person, name, text) {
  const host = await HostPage.serve();
  const { page: owner } = await person();
  await embedIn(host, server, { page: owner, problems: [], context: owner.context() }, name);
  const { page: visitor } = await person();
  await lookInside(visitor);
  /** @type {Buffer[]} All that the visitor's browser was told. */
  const told = [];
  visitor.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void told.push(Buffer.from(payload))));
  await visitor.goto(host.origin);
  const chat = await openWidget(visitor);
  await chat.say(text);
  await chat.answer(2);
  await open(owner, name, text);
  return { host, owner, visitor, chat, told };
}

/** Opens the conversation of a site. @param {Page} page @param {string} site @param {string} text said in it */
async function open(page, site, text) {
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").filter({ hasText: site }).first().click();
  await page.locator(".pane .chat-bubble", { hasText: text }).first().waitFor();
}

/** Writes a note. @param {Page} page @param {string} text */
async function note(page, text) {
  await page.locator("[data-do=note]").click();
  await page.locator(".composer-note").waitFor();
  await page.locator(".pane-composer textarea").pressSequentially(text);
}

test("whom a note mentions is told, and finds it", async ({ person }) => {
  const { owner } = await talk(person, "Mention Roofs", "My roof leaks");
  const agent = await person();
  await signIn(agent.page, server.url, await server.demoSignIn("agent"));
  await agent.page.goto(`${server.url}/app/dashboard`);
  await agent.page.getByRole("button", { name: /^Alerts/ }).waitFor();

  await note(owner, "Can you look at the leak, @Luis");
  await owner.locator(".offer").first().waitFor();
  await owner.keyboard.press("Enter");
  await owner.keyboard.press("Enter");
  await owner.locator(".chat-note", { hasText: "look at the leak" }).waitFor();
  await agent.page.getByRole("button", { name: /^Alerts,? \d+ unread/ }).click();
  const list = agent.page.getByRole("dialog", { name: "Notifications" });
  await list.getByRole("link").filter({ hasText: "mentioned you" }).filter({ hasText: "look at the leak" }).click();
  await agent.page.locator(".chat-note", { hasText: "look at the leak" }).waitFor();
  await agent.page.goto(`${server.url}/app/inbox?folder=mentions`);
  await agent.page.locator(".lines [data-line]").filter({ hasText: "Mention Roofs" }).waitFor();
});

test("a visitor never gets a note, not even on the wire", async ({ person }) => {
  const { owner, visitor, chat, told } = await talk(person, "Secret Roofs", "Do you repair slate?");
  await note(owner, "Slate is troublesome, ask twice the price");
  assert.equal(await owner.locator(".chat-attach").isVisible(), false, "a file would go to the visitor");
  await owner.keyboard.press("Enter");
  await owner.locator(".chat-note", { hasText: "twice the price" }).waitFor();
  await owner.locator("[data-do=answer]").click();
  await answer(owner, "We do repair slate.");
  await chat.see("We do repair slate.");
  await visitor.reload();
  await chat.see("We do repair slate.");

  const holds = (/** @type {string} */ text) => told.some((frame) => frame.includes(text));
  assert.ok(holds("We do repair slate."), "frames are seen");
  assert.ok(!holds("twice the price"), "no frame holds the note");
  assert.ok(!(await chat.frame().content()).includes("twice the price"));
});

test("a note written without a connection goes out when it is back, and once", async ({ person }) => {
  const { owner: elsewhere } = await talk(person, "Offline Roofs", "Who mows green roofs?");
  const { page } = await person();
  await signIn(page, wire.url, await server.demoSignIn("owner"));
  await page.goto(elsewhere.url().replace(server.url, wire.url));
  await page.locator(".pane .chat-bubble", { hasText: "Who mows green roofs?" }).first().waitFor();
  wire.cut();
  await note(page, "Goats do");
  await page.keyboard.press("Enter");
  const draft = page.locator(".note-draft", { hasText: "Goats do" });
  await draft.waitFor();
  wire.mend();
  await page.locator(".chat-note", { hasText: "Goats do" }).waitFor({ timeout: 30_000 });
  await elsewhere.locator(".chat-note", { hasText: "Goats do" }).waitFor();
  await eventually(async () => assert.equal(await draft.count(), 0));
  assert.equal(await page.locator(".chat-note", { hasText: "Goats do" }).count(), 1);
}, { forgive: /WebSocket|Failed to load resource|ERR_/ });

test("an answer is sent, delivered and read; a visitor's message is read", async ({ person }) => {
  const { owner, visitor, chat } = await talk(person, "Read Roofs", "Which moss is best?");
  // What the owner has open counts as read.
  await chat.place.getByText("Read", { exact: true }).first().waitFor();

  await answer(owner, "Sedum, in most places.");
  await chat.see("Sedum, in most places.");
  const receipt = owner.locator(".pane .chat-row", { hasText: "Sedum" }).locator(".chat-receipt");
  await receipt.filter({ hasText: "Read" }).waitFor();

  // The chat is there, but nobody looks into it.
  await visitor.getByRole("button", { name: "Close chat" }).first().click();
  await answer(owner, "It wants little water.");
  const second = owner.locator(".pane .chat-row", { hasText: "little water" }).locator(".chat-receipt");
  await second.filter({ hasText: "Delivered" }).waitFor();
  await visitor.goto("about:blank");
  await owner.locator('.pane-head > .menu-person .dot[title="Offline"]').waitFor({ state: "attached", timeout: 30_000 });
  await answer(owner, "And no mowing.");
  const third = owner.locator(".pane .chat-row", { hasText: "no mowing" }).locator(".chat-receipt");
  await third.filter({ hasText: "Sent" }).waitFor();
});
