// Leads on a board: cards are moved by dragging, by keys and by their menus, and back.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} [search] */
async function board(page, search = "") {
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads?view=board${search}`);
  await page.locator(".board-card").first().waitFor();
}

/** @param {Page} page @param {string} status */
const column = (page, status) => page.getByRole("region", { name: new RegExp(`^${status}`) }).filter({ has: page.locator(".board-head") });

/** @param {Page} page @param {string} status */
const names = (page, status) => column(page, status).locator(".lead-name").allInnerTexts();

/** @param {Page} page @param {string} status */
const count = async (page, status) => Number(await column(page, status).locator(".board-count").innerText());

test("a card is dragged to another column, and back by undo", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await board(page);
  const [name] = await names(page, "New");
  const before = { from: await count(page, "New"), to: await count(page, "Contacted") };
  const card = column(page, "New").locator(".board-card").first();
  // What dragging is about is said once it is possible.
  await page.locator(".board-hint").waitFor();
  // To the column's head: its middle is below the window, and what scrolls under a pressed pointer is no drag.
  await card.dragTo(column(page, "Contacted"), { sourcePosition: { x: 12, y: 40 }, targetPosition: { x: 100, y: 20 } });
  await eventually(async () => assert.ok((await names(page, "Contacted")).includes(name)));
  await page.getByText("1 lead moved to Contacted.").waitFor();
  await eventually(async () => {
    assert.equal(await count(page, "New"), before.from - 1);
    assert.equal(await count(page, "Contacted"), before.to + 1);
  });
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => assert.ok((await names(page, "New")).includes(name)));
  assert.equal(await count(page, "Contacted"), before.to);
});

test("a card is moved by keys and keeps the focus", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await board(page);
  const link = column(page, "New").locator(".lead-name").first();
  const id = await link.getAttribute("id");
  await eventually(async () => {
    await page.locator(`[id="${id}"]`).focus();
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await column(page, "Contacted").locator(`[id="${id}"]`).count(), 1);
  });
  await page.getByText("1 lead moved to Contacted.").waitFor();
  await eventually(async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.id), id);
  });
  await page.keyboard.press("Shift+ArrowLeft");
  await page.getByText("1 lead moved to New.").waitFor();
  assert.equal(await column(page, "New").locator(`[id="${id}"]`).count(), 1);
});

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a card's menu moves it, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
    await board(page, "&sort=name");
    const card = column(page, "Qualified").locator(".board-card").first();
    const id = await card.locator(".lead-name").getAttribute("id");
    const menu = card.getByRole("combobox");
    await menu.selectOption({ label: "Converted" });
    await card.getByRole("button", { name: "Move" }).click();
    await page.getByText("1 lead moved to Converted.").waitFor();
    assert.equal(await column(page, "Converted").locator(`[id="${id}"]`).count(), 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("1 lead moved to Converted.").waitFor({ state: "detached" });
    await eventually(async () => {
      assert.equal(await column(page, "Qualified").locator(`[id="${id}"]`).count(), 1);
    });
  });
}

test("table and board show the same list", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await board(page, "&f=score.greater_than.59&f=status.equals.new&f=status.equals.lost");
  assert.equal(await page.locator(".board-column").count(), 2);
  await page.getByRole("navigation", { name: "Layout" }).getByText("Table").click();
  await page.locator(".lead-table").waitFor();
  assert.match(page.url(), /score\.greater_than\.59/);
  await page.getByRole("navigation", { name: "Layout" }).getByText("Board").click();
  await page.locator(".board").waitFor();
  assert.match(page.url(), /score\.greater_than\.59.*view=board/);
});

test("the board is accessible and fits, wide and narrow, by day and by night", async ({ person }) => {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, options } of LOOKS) {
    const { page } = await person(options);
    await board(page);
    wrong.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) wrong.push(`${name}: ${overflow} pixels too wide`);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/lead-board-${name}.png` });
  }
  assert.deepEqual(wrong, []);
});
