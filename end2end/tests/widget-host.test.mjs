// The widget and the page around it: what the page calls and hears, and what becomes of the chat when the page changes.
import assert from "node:assert/strict";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, launcher, lookInside, openWidget } from "../lib/widget.mjs";

const { test } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

/** Calls before the script is there, as docs/widget.md shows it. */
const EARLY = `<script>
  window.beckon ??= { q: [] };
  for (const name of ["open", "close", "toggle", "identify", "setAttributes", "track", "on"])
    beckon[name] ??= (...values) => beckon.q?.push([name, ...values]);
  window.heard = [];
  for (const event of ["ready", "open", "close", "unread", "message"]) beckon.on(event, () => heard.push(event));
  beckon.track("saw prices");
</script>`;

test("the page calls and hears", async ({ server, person }) => {
  host.content = EARLY;
  await embedIn(host, server, await person(), "Calling");
  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  await launcher(page).waitFor();
  const heard = () => page.evaluate(() => /** @type {any} */ (window).heard);
  const call = (/** @type {string} */ name) => page.evaluate((name) => /** @type {any} */ (window).beckon[name](), name);
  assert.deepEqual(await heard(), ["ready"]);

  await call("open");
  await page.getByRole("button", { name: "Close chat" }).first().waitFor();
  await page.frameLocator("beckon-chat iframe").getByRole("textbox").first().waitFor();
  await call("toggle");
  await page.getByRole("button", { name: "Open chat" }).waitFor();
  await eventually(async () => assert.deepEqual((await heard()).filter((/** @type {string} */ event) => event !== "unread"), ["ready", "open", "close"]));
  // The page did it, not the visitor: nothing is kept.
  assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
  host.content = "";
});

test("the launcher outlives the page's body, and there is one", async ({ server, person }) => {
  await embedIn(host, server, await person(), "Staying");
  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await chat.say("Before the body went");
  await chat.answer(2);
  await page.evaluate(() => document.querySelector("beckon-chat")?.remove());
  await page.evaluate(() => {
    const body = document.createElement("body");
    body.append("Another page");
    document.body.replaceWith(body);
  });
  await page.evaluate((snippet) => {
    const again = document.createElement("script");
    again.src = /** @type {string} */ (/src="([^"]+)"/.exec(snippet)?.[1]);
    again.dataset.site = /data-site="([^"]+)"/.exec(snippet)?.[1];
    document.body.append(again);
  }, host.snippet);
  await eventually(async () => assert.equal(await page.locator("beckon-chat").count(), 1));
  await chat.see("Before the body went");
});

test("an open chat is open on the next page, and a dismissed greeting stays away", async ({ server, person }) => {
  const { greeting } = await embedIn(host, server, await person(), "Going on");
  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  await page.getByText(greeting).waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.goto(`${host.origin}/second`);
  await launcher(page).waitFor();
  await page.waitForTimeout(1_500);
  assert.equal(await page.getByText(greeting).count(), 0);

  const chat = await openWidget(page);
  await chat.say("I look around");
  await chat.answer(2);
  await page.goto(`${host.origin}/third`);
  await chat.see("I look around");
  await page.getByRole("button", { name: "Close chat" }).first().click();
  await page.goto(`${host.origin}/fourth`);
  await page.getByRole("button", { name: "Open chat" }).waitFor();
});
