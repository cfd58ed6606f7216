// What agents do at the inbox: hand over, put off, close, note, find, and keep out of each other's way.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { signIn } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** Signs in and opens the list. @param {Page} page @param {"owner" | "agent"} who */
async function desk(page, who) {
  await signIn(page, server.url, await server.demoSignIn(who));
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").first().waitFor();
}

/** Opens the line at a place and tells the visitor's name. @param {Page} page @param {number} at */
async function open(page, at) {
  const line = page.locator(".lines [data-line]").nth(at);
  const title = await line.locator(".line-title").innerText();
  await line.click();
  await page.locator(".pane-title", { hasText: title }).waitFor();
  await page.locator(".pane-composer textarea").waitFor();
  return title;
}

/** @param {Page} page @param {string} title */
const lineOf = (page, title) => page.locator(".lines [data-line]").filter({ hasText: title });

test("a conversation is given away, put off, closed and brought back, each with a way back", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await desk(page, "owner");
  const title = await open(page, 0);

  // Keys are heard once the page is alive.
  await eventually(async () => {
    await page.keyboard.press("a");
    await page.locator(".menu[open] .menu-item", { hasText: "(you)" }).click({ timeout: 1_500 });
  }, 20_000);
  await page.locator(".pane-assignee", { hasText: "You" }).waitFor();
  await page.goto(`${server.url}/app/inbox?folder=mine`);
  await lineOf(page, title).waitFor();
  await page.goBack();
  await page.locator(".pane-title", { hasText: title }).waitFor();

  // The page was loaded anew.
  await eventually(async () => {
    await page.keyboard.press("s");
    await page.getByRole("button", { name: /^Tomorrow morning/ }).click({ timeout: 1_500 });
  }, 20_000);
  // At once, as notices go by themselves.
  await page.locator(".ws-toast", { hasText: /Snoozed until .*\./ }).getByRole("button", { name: "Undo" }).click();
  await page.locator(".pane-sub .badge", { hasText: "Snoozed" }).waitFor({ state: "detached" });
  await page.keyboard.press("s");
  await page.getByRole("button", { name: /^Tomorrow morning/ }).click();
  await page.locator(".pane-sub .badge", { hasText: "Snoozed" }).waitFor();
  await lineOf(page, title).waitFor({ state: "detached" });
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Back to the inbox now" }).click();
  await lineOf(page, title).waitFor();

  await page.getByRole("button", { name: "Close", exact: true }).first().click();
  await page.getByText(/closed the conversation\.$/).first().waitFor();
  await page.getByRole("button", { name: "Reopen" }).click();
  await page.getByText(/reopened the conversation\.$/).first().waitFor();
});

test("a note mentions a colleague, and looks like none of the answers", async ({ person }) => {
  const owner = await person({ viewport: { width: 1440, height: 900 } });
  const agent = await person({ viewport: { width: 1440, height: 900 } });
  await desk(owner.page, "owner");
  await desk(agent.page, "agent");
  const title = await open(owner.page, 1);
  await lineOf(agent.page, title).first().click();
  await agent.page.locator(".pane-composer textarea").waitFor();

  const { page } = owner;
  await page.keyboard.press("n");
  await page.locator(".composer-note").waitFor();
  const field = page.getByRole("textbox", { name: "Write a note for your team…" });
  assert.equal(await field.getAttribute("placeholder"), "Write a note for your team…");
  await field.pressSequentially("Please call them, @");
  const names = page.locator(".offer .offer-name");
  await names.first().waitFor();
  const own = (await page.locator(".ws-me-name span").first().innerText()).trim();
  const offered = await names.allInnerTexts();
  assert.equal(offered.indexOf(own), offered.length - 1, "oneself last");
  await field.press("Enter");
  await eventually(async () => assert.equal(await field.inputValue(), `Please call them, @${offered[0]} `));
  await field.press("Enter");
  for (const who of [owner, agent]) {
    await who.page.locator(".chat-note", { hasText: "Please call them" }).waitFor();
  }
  assert.equal(await page.locator(".chat-row:not(.chat-note)", { hasText: "Please call them" }).count(), 0);
});

test("a canned response is found after a slash, and its names are filled in", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await desk(page, "owner");
  await page.goto(`${server.url}/app/canned`);
  await page.getByLabel("Shortcut").first().fill("welcome");
  await page.getByLabel("Text").first().fill("Hi {name}, this is {agent}.");
  await page.getByRole("button", { name: "Add" }).click();
  await page.locator(".canned-shortcut", { hasText: "/welcome" }).first().waitFor();

  await page.goto(`${server.url}/app/inbox`);
  await open(page, 0);
  const field = page.locator(".pane-composer textarea");
  await field.click();
  await eventually(async () => {
    await field.fill("");
    await field.pressSequentially("/wel");
    await page.locator(".offer", { hasText: "/welcome" }).waitFor({ timeout: 1_000 });
  });
  await page.keyboard.press("Tab");
  await eventually(async () => assert.match(await field.inputValue(), /^Hi .*, this is \w+\.$/));
});

test("what was said is found and jumped to", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await desk(page, "owner");
  const found = page.locator(".found .found-line", { has: page.locator(".found-text") }).first();
  const field = page.locator(".inbox-search-field");
  // Keys are heard once the page is alive, and the words of messages are gathered a moment after they were written.
  await eventually(async () => {
    await field.fill("");
    await field.blur();
    await page.keyboard.press("/");
    // The demo's visitors all say where they live.
    await page.keyboard.type("live in aus");
    await found.locator("mark").first().waitFor({ timeout: 3_000 });
  }, 30_000);
  await found.click();
  await page.waitForURL(/[?&]at=\d+/);
  await page.locator(".pane .chat-bubble", { hasText: "Austin" }).first().waitFor();
});

test("of two who answer at once, the second is warned", async ({ person }) => {
  const owner = await person({ viewport: { width: 1440, height: 900 } });
  const agent = await person({ viewport: { width: 1440, height: 900 } });
  await desk(owner.page, "owner");
  await desk(agent.page, "agent");
  const title = await open(owner.page, 2);
  await lineOf(agent.page, title).first().click();
  const field = owner.page.locator(".pane-composer textarea");
  await field.pressSequentially("I was about to say");
  const theirs = agent.page.locator(".pane-composer textarea");
  await theirs.waitFor();
  // Typing is believed for some seconds only: the other goes on until it was seen, and while Enter is pressed.
  await eventually(async () => {
    await theirs.press("o");
    await owner.page.locator(".collision", { hasText: "is writing an answer" }).waitFor({ timeout: 1_000 });
    await field.press("Enter");
    await owner.page.locator(".collision-warned").waitFor({ timeout: 1_000 });
  });
  assert.equal(await field.inputValue(), "I was about to say", "nothing was sent");
});

for (const look of LOOKS) {
  test(`the inbox and its pages have no violation of accessibility, ${look.name}`, async ({ person }) => {
    const { page } = await person(look.options);
    await desk(page, "owner");
    const found = [...(await violations(page))];
    await open(page, 0);
    found.push(...(await violations(page)));
    await page.locator("[data-do=assign]").click();
    found.push(...(await violations(page)));
    for (const path of ["/app/canned", "/app/team"]) {
      await page.goto(`${server.url}${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      found.push(...(await violations(page)));
    }
    assert.deepEqual(found, []);
  });
}
