// A conversation of hundreds of messages: found in the middle, and read from there both ways.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { sql } from "../lib/database.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { Chat } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** How many messages there are, and the one that is searched for. */
const COUNT = 700;
const NEEDLE = 350;

/** Lets a conversation of the demo have been a long one. @param {string} conversation its id */
async function prolong(conversation) {
  const begin = Number(await sql(server, `select last_number from conversation where id = '${conversation}'`));
  await sql(server, `
    insert into message (organization_id, conversation_id, number, id, client_id, sender, content, created_at)
      select organization_id, id, ${begin} + n, gen_random_uuid(), gen_random_uuid(), 'visitor',
        case n when ${NEEDLE} then 'Here is the xylophone' else 'Line ' || n end, now() - interval '1 hour' + n * interval '1 second'
      from conversation cross join generate_series(1, ${COUNT}) n where id = '${conversation}';
    update conversation set last_number = ${begin} + ${COUNT}, last_message_at = now(), preview = 'Line ${COUNT}', last_sender = 'visitor'
      where id = '${conversation}'`);
}

test("a hit in a long conversation is jumped to, and read on from both ways", async ({ person }) => {
  const { page } = await person();
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/inbox`);
  const line = page.locator("[data-line]").first();
  const conversation = /** @type {string} */ (await line.getAttribute("data-line"));
  await prolong(conversation);

  await page.reload();
  await page.locator(".inbox-search-field").click();
  const found = page.locator(".found .found-line", { hasText: "xylophone" }).first();
  // The words of new messages are gathered a moment later.
  await eventually(async () => {
    await page.locator(".inbox-search-field").fill("");
    await page.locator(".inbox-search-field").fill("xylophone");
    await found.waitFor({ timeout: 1_500 });
  }, 20_000);
  await found.click();
  await page.waitForURL(/[?&]at=\d+/);
  const chat = new Chat(page, page);
  const needle = chat.bubbles.filter({ hasText: "Here is the xylophone" });
  await needle.waitFor();
  await eventually(async () => assert.ok(await isInView(needle), "the hit is in view"));
  assert.equal(await chat.bubbles.filter({ hasText: new RegExp(`^Line ${COUNT}$`) }).count(), 0, "the end is far away");

  /** @param {"top" | "bottom"} side */
  const scroll = (side) => chat.log.evaluate((log, side) => {
    const frame = log.closest(".chat-scroll");
    if (frame) frame.scrollTop = side === "top" ? 0 : frame.scrollHeight;
  }, side);
  await eventually(async () => {
    await scroll("top");
    assert.ok(await chat.bubbles.filter({ hasText: /^Line 1$/ }).count(), "up to the beginning");
  }, 30_000);
  await eventually(async () => {
    await scroll("bottom");
    assert.ok(await chat.bubbles.filter({ hasText: new RegExp(`^Line ${COUNT}$`) }).count(), "down to the end");
  }, 30_000);
  const numbers = (await chat.messages()).flatMap((text) => /^Line (\d+)$/.exec(text)?.[1] ?? []).map(Number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b), "in order");
  assert.equal(new Set(numbers).size, numbers.length, "none twice");
  assert.equal(numbers.length, COUNT - 1, "none is missing");
});

/** @param {import("playwright-core").Locator} locator */
async function isInView(locator) {
  return locator.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}
