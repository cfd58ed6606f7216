// The workspace's bar on a phone: five entries, the other pages in a sheet above it.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { signIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const bar = (page) => page.getByRole("navigation", { name: "Workspace" });

/** The button of the sheet; it is a `summary`, which has no role of its own everywhere. @param {Page} page */
const more = (page) => bar(page).locator("summary", { hasText: "More" });

/** @param {Page} page @param {string} name */
const inSheet = (page, name) => bar(page).locator(".ws-nav-more").getByRole("link", { name });

for (const width of [390, 320]) {
  test(`nothing of the bar is cut or pushed out, ${width} pixels wide`, async ({ person }) => {
    const { page } = await person({ viewport: { width, height: 700 } });
    await signIn(page, server.url, await server.demoSignIn("owner"));
    await page.goto(`${server.url}/app/appointments`);
    await more(page).waitFor();
    const entries = await bar(page).locator(".ws-nav-link:visible").evaluateAll((all) => all.map((entry) => {
      const { left, right, width, height } = entry.getBoundingClientRect();
      const label = entry.querySelector(".ws-nav-label");
      const words = label?.getBoundingClientRect();
      return { name: label?.textContent, left, right, width, height, words: words?.width ?? 0 };
    }));
    assert.deepEqual(entries.map(({ name }) => name), ["Inbox", "Leads", "Appointments", "Alerts", "More"]);
    for (const [at, entry] of entries.entries()) {
      assert.ok(entry.left >= (entries[at - 1]?.right ?? 0) - 0.5 && entry.right <= width + 0.5, JSON.stringify(entry));
      assert.ok(entry.words <= entry.width && entry.width >= 44 && entry.height >= 44, JSON.stringify(entry));
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.equal(await bar(page).getByRole("link", { name: "Appointments" }).getAttribute("aria-current"), "page");
    assert.equal(await more(page).getAttribute("aria-current"), null);
    await more(page).click();
    const sheet = await bar(page).locator(".ws-nav-more .menu-panel").boundingBox();
    assert.ok(sheet && sheet.x >= 0 && sheet.x + sheet.width <= width && sheet.y + sheet.height <= 700, JSON.stringify(sheet));
    assert.deepEqual(await violations(page), []);
  });
}

test("the sheet is used by keyboard, says where one is, and goes when it is left", async ({ person }) => {
  const { page } = await person({ viewport: { width: 390, height: 844 } });
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads`);
  await eventually(async () => {
    await more(page).focus();
    await page.keyboard.press("Enter");
    // The page is alive once the focus goes into the sheet.
    await page.waitForFunction(() => document.activeElement?.textContent === "Dashboard", null, { timeout: 1_000 });
  });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/app/sites");
  await inSheet(page, "Sites").waitFor({ state: "hidden" });
  await eventually(async () => assert.equal(await more(page).getAttribute("aria-current"), "true"));

  await more(page).click();
  assert.equal(await inSheet(page, "Sites").getAttribute("aria-current"), "page");
  await page.keyboard.press("Escape");
  await inSheet(page, "Sites").waitFor({ state: "hidden" });
  assert.ok(await more(page).evaluate((button) => button === document.activeElement), "the focus goes back");
});

test("the sheet opens without scripts, and wide screens have every page in the rail", async ({ person }) => {
  const plain = await person({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await signIn(plain.page, server.url, await server.demoSignIn("owner"));
  await plain.page.goto(`${server.url}/app/team`);
  assert.equal(await more(plain.page).getAttribute("aria-current"), "true");
  await more(plain.page).click();
  await inSheet(plain.page, "Account").click();
  await plain.page.waitForURL("**/app/account");

  const wide = await person();
  await signIn(wide.page, server.url, await server.demoSignIn("owner"));
  await bar(wide.page).getByRole("link", { name: "Dashboard" }).waitFor();
  assert.equal(await bar(wide.page).getByRole("link").count(), 7);
  assert.equal(await more(wide.page).isVisible(), false);
});
