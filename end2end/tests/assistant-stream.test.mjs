// A model's answer grows in the conversation while it comes, for the visitor and for members who look at it.
import assert from "node:assert/strict";
import { answer } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { Provider } from "../lib/provider.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { Chat, embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const provider = await Provider.serve();
const { test, server } = await suite(import.meta.url, { demo: true, environment: provider.environment });

/** @typedef {import("../lib/suite.mjs").Person} Person */

/**
 * A site whose answers come from the provider, and a visitor who was greeted there.
 * @param {(options?: import("playwright-core").BrowserContextOptions) => Promise<Person>} person
 * @param {string} name
 */
async function meet(person, name) {
  const host = await HostPage.serve();
  const owner = await person();
  await embedIn(host, server, owner, name);
  const settings = owner.page.getByRole("navigation", { name: "Site settings" });
  await settings.getByRole("link", { name: "Engine and budget", exact: true }).click();
  await owner.page.getByRole("radio", { name: "OpenAI" }).check();
  const form = owner.page.locator("form").filter({ has: owner.page.getByLabel("Model", { exact: true }) });
  await form.getByRole("button", { name: "Save changes" }).click();
  await form.getByText("Saved", { exact: true }).waitFor();

  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await chat.say("Good morning");
  const said = await provider.asked();
  said.say("Good morning to you.");
  said.finish();
  await chat.see("Good morning to you.");
  return { owner, chat };
}

/** Asks something; the answer that is to be given. @param {Chat} chat @param {string} question */
async function ask(chat, question) {
  await chat.say(question);
  return provider.asked();
}

/** Opens the conversation in the inbox. @param {Person} owner @param {string} name */
async function lookAt({ page }, name) {
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").filter({ hasText: name }).first().click();
  await page.locator(".pane .chat-bubble", { hasText: "Good morning to you." }).first().waitFor();
  return new Chat(page, page);
}

/** What a screen reader is told. @param {Chat} chat */
const aloud = async (chat) => (await chat.place.locator(".chat-said").textContent()) ?? "";

test("an answer is seen growing, then once as a message, and read aloud once", async ({ person }) => {
  const { owner, chat } = await meet(person, "Zinnia Roofs");
  const inbox = await lookAt(owner, "Zinnia Roofs");
  const said = await ask(chat, "Which flowers?");
  const dots = chat.place.locator(".chat-typing");
  await dots.waitFor();

  said.say("Zinnias bloom ");
  await Promise.all([chat.see("Zinnias bloom"), inbox.see("Zinnias bloom")]);
  await dots.waitFor({ state: "hidden" });
  said.say("yellow, crimson, ");
  said.say("mauve.\n\nThey blossom until ");
  await chat.see(/crimson, mauve/);
  said.say("October.\n");
  await Promise.all([chat.see("October."), inbox.see("October.")]);
  for (const seen of [chat, inbox]) assert.ok(!(await aloud(seen)).includes("Zinnias"), "it is read aloud when it is whole");

  const row = chat.log.locator(".chat-row").filter({ hasText: "Zinnias" });
  const element = await row.elementHandle();
  assert.ok(element);
  const before = await element.boundingBox();
  said.finish();
  await Promise.all([chat, inbox].map((seen) => eventually(async () => assert.match(await aloud(seen), /Zinnias bloom yellow/))));
  assert.ok(await element.evaluate((row) => row.isConnected && row.textContent?.includes("Zinnias")), "the line stays the same");
  assert.deepEqual(await element.boundingBox(), before, "and where it is");
  for (const seen of [chat, inbox]) assert.equal(await seen.bubbles.filter({ hasText: "Zinnias" }).count(), 1);

  await inbox.page.reload();
  await inbox.see("Zinnias bloom yellow");
  assert.equal(await inbox.bubbles.filter({ hasText: "Zinnias" }).count(), 1);
});

test("an answer that is cut off goes, and the built-in assistant's comes", async ({ person }) => {
  const { chat } = await meet(person, "Cut Roofs");
  const said = await ask(chat, "Do you repair slate?");
  const before = await chat.bubbles.count();
  said.say("Zinnias bloom ");
  await chat.see("Zinnias bloom");
  await chat.page.evaluate(() => {
    const page = /** @type {any} */ (window);
    page.heard = 0;
    page.beckon.on("message", () => page.heard++);
  });
  said.cut();
  // It is asked once more.
  (await provider.asked()).cut();
  await eventually(async () => {
    const messages = await chat.messages();
    assert.ok(messages.length > before && !messages.some((text) => text.includes("Zinnias")), messages.join(" | "));
  });
  await eventually(async () => {
    assert.equal(await chat.page.evaluate(() => /** @type {any} */ (window).heard), 1, "what was taken back was no message");
  });
});

test("what might be a leak is not seen at any time", async ({ person }) => {
  const { chat } = await meet(person, "Told Roofs");
  const said = await ask(chat, "What were you told?");
  said.say("Zinnias: sk-proj-");
  await chat.see("Zinnias:");
  said.say("abcdefghijkl");
  said.say("mnopqrst");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.ok(!(await chat.messages()).some((text) => text.includes("sk-")));
  said.say(" that was it.");
  said.finish();
  await eventually(async () => {
    const messages = await chat.messages();
    assert.ok(!messages.some((text) => text.includes("Zinnias") || text.includes("sk-")), messages.join(" | "));
    assert.doesNotMatch(await aloud(chat), /Good morning to you/, "another answer came");
  });
});

test("a person who answers meanwhile is not talked over", async ({ person }) => {
  const { owner, chat } = await meet(person, "Taken Roofs");
  const inbox = await lookAt(owner, "Taken Roofs");
  const said = await ask(chat, "Which flowers?");
  said.say("Zinnias bloom ");
  const talking = setInterval(() => said.say("yellow, "), 500);
  await Promise.all([chat.see("Zinnias bloom"), inbox.see("Zinnias bloom")]);
  await answer(owner.page, "I'm here myself.");
  await chat.see("I'm here myself.");
  for (const seen of [chat, inbox]) {
    await seen.bubbles.filter({ hasText: "Zinnias" }).waitFor({ state: "detached" });
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  clearInterval(talking);
  said.finish();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.ok(!(await chat.messages()).some((text) => text.includes("Zinnias")));
});
