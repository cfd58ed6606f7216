// What a visitor does in the chat besides writing.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

/** One red pixel. */
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==", "base64");

test("marks, links, reactions by keyboard, and a file", async ({ server, person }) => {
  await embedIn(host, server, await person(), "Doing things");
  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await chat.field.fill("**Big** roof <b>now</b>\n- south\n- west\nhttps://roof.example/_a_");
  await chat.field.press("Enter");
  const mine = chat.log.locator(".chat-mine .chat-bubble").last();
  await mine.locator("strong", { hasText: "Big" }).waitFor();
  assert.deepEqual(await mine.locator("li").allInnerTexts(), ["south", "west"]);
  assert.equal(await mine.locator("a").getAttribute("href"), "https://roof.example/_a_");
  assert.equal(await mine.locator("b").count(), 0);
  await chat.answer(2);

  // One Tab stop for all messages; from there the arrow keys, Enter and Escape.
  const button = chat.log.locator("[data-act=react][tabindex='0']");
  await button.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const chip = chat.log.getByRole("button", { name: "❤️ 1" });
  await chip.waitFor();
  assert.equal(await chip.getAttribute("aria-pressed"), "true");
  await page.reload();
  await chip.waitFor();
  await chip.click();
  await eventually(async () => assert.equal(await chip.count(), 0));

  await chat.place.locator(".chat-files").setInputFiles({ name: "roof.png", mimeType: "image/png", buffer: PIXEL });
  await chat.log.getByRole("img", { name: "roof.png" }).waitFor();
  assert.deepEqual(await violations(chat.frame()), []);
});

test("the chat speaks the visitor's language, and messages run in their own direction", async ({ server, person }) => {
  await embedIn(host, server, await person(), "Sprachen");
  const { page } = await person({ locale: "de-DE" });
  await lookInside(page);
  await page.goto(host.origin);
  await page.getByRole("button", { name: "Chat öffnen" }).click();
  const inside = page.frameLocator("beckon-chat iframe");
  const field = inside.getByRole("textbox", { name: "Nachricht schreiben…" });
  await field.fill("مرحبا، أريد ألواحا شمسية");
  await field.press("Enter");
  await inside.getByText("Gesendet").or(inside.getByText("Gelesen")).first().waitFor();
  await inside.getByText("Heute").waitFor();
  const bubble = inside.locator(".chat-mine .chat-bubble");
  // The line may just be drawn anew.
  await eventually(async () => {
    assert.equal(await bubble.evaluate((node) => getComputedStyle(node).direction), "rtl");
  });
  assert.equal(await inside.locator("html").getAttribute("lang"), "de");
});
