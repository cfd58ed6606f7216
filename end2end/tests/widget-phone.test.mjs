// The chat on a phone: it has the screen to itself, the keyboard's focus too, and what is typed survives the way.
import assert from "node:assert/strict";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, launcher, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** A one-pixel picture. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==", "base64");

test("the focus stays in the open chat, and comes back to the launcher", async ({ person }) => {
  host.content = '<p><a href="#before">A link of the page</a></p>';
  await embedIn(host, server, await person(), "Phone Roofs");
  const { page } = await person(PHONE);
  await lookInside(page);
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await eventually(async () => assert.ok(await chat.field.evaluate((field) => field === document.activeElement)));
  const box = await page.locator("beckon-chat .panel").boundingBox();
  assert.deepEqual([box?.x, box?.y, box?.width], [0, 0, 390], "the whole screen");
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press(key);
      const where = await page.evaluate(() => document.activeElement?.tagName);
      assert.equal(where, "BECKON-CHAT", `${key} ${step + 1}`);
    }
  }
  await chat.field.focus();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open chat" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BECKON-CHAT");
  host.content = "";
});

test("what is typed survives the next page, and a file may be the first message", async ({ person }) => {
  const owner = await person();
  await embedIn(host, server, owner, "File Roofs");
  const { page } = await person(PHONE);
  await lookInside(page);
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await chat.field.fill("I was about to ask");
  await page.goto(`${host.origin}/second`);
  await chat.field.waitFor();
  await eventually(async () => assert.equal(await chat.field.inputValue(), "I was about to ask"));
  await chat.field.fill("");

  await chat.place.locator(".chat-files").setInputFiles({ name: "roof.png", mimeType: "image/png", buffer: PIXEL });
  await chat.log.getByRole("img", { name: "roof.png" }).waitFor();
  await page.reload();
  await chat.log.getByRole("img", { name: "roof.png" }).waitFor();
  // Under the chat that has the whole screen the launcher is there once, and out of everybody's way.
  await eventually(async () => assert.equal(await launcher(page).count(), 0));
  assert.equal(await page.locator("beckon-chat .launcher").count(), 1);

  await owner.page.goto(`${server.url}/app/inbox`);
  const line = owner.page.locator("[data-line]").filter({ hasText: "File Roofs" });
  await line.first().click();
  await owner.page.locator(".pane").getByRole("img", { name: "roof.png" }).waitFor();
});
