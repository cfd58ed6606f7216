// The table of leads: narrowed by any field, sorted by its columns, and all of it in the page's address.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} [search] */
async function leads(page, search = "") {
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads${search}`);
  await page.getByRole("heading", { name: "Leads", exact: true }).waitFor();
}

/** @param {Page} page */
const chips = (page) => page.getByRole("list", { name: "Filters" });

/** Opens the form of a new filter. @param {Page} page @param {string} field */
async function add(page, field) {
  const menu = chips(page).locator("summary", { hasText: "Add filter" });
  await eventually(async () => {
    await menu.click({ timeout: 1_500 });
    await chips(page).getByRole("link", { name: field, exact: true }).click({ timeout: 1_500 });
    await page.getByLabel("How it is compared").waitFor({ timeout: 1_500 });
  }, 20_000);
}

/** @param {Page} page */
const scores = async (page) => (await page.locator(".lead-table .score-value").allInnerTexts()).map(Number);

test("filters narrow the list one after the other, stand in the address, and go one by one", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await leads(page);
  await add(page, "Score");
  await page.getByLabel("Value").fill("lots");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Score is compared with a whole number, such as 60.").waitFor();
  await page.getByLabel("Value").fill("39");
  await page.getByRole("button", { name: "Apply" }).click();
  await chips(page).getByText("Score is more than 39").waitFor();
  await eventually(async () => {
    const all = await scores(page);
    assert.ok(all.length > 0 && all.every((score) => score > 39), all.join());
  });

  await add(page, "Status");
  await page.getByLabel("Value").selectOption({ label: "New" });
  await page.getByRole("button", { name: "Apply" }).click();
  await chips(page).getByText("Status is New").waitFor();
  assert.deepEqual(await violations(page), []);

  // Whoever gets the address sees the same.
  const other = await person({ viewport: { width: 1440, height: 900 } });
  await comeIn(other.page, server.url, await server.demoSignIn("agent"));
  await other.page.goto(page.url());
  await chips(other.page).getByText("Status is New").waitFor();
  await eventually(async () => assert.deepEqual(await scores(other.page), await scores(page)));

  await chips(page).getByRole("link", { name: "Score is more than 39" }).click();
  await chips(page).getByText("Score is more than 39").waitFor({ state: "detached" });
  await eventually(async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.id), "add-filter", "the focus has somewhere to be");
  });
  await chips(page).getByRole("link", { name: "Clear all" }).click();
  await page.waitForURL("**/app/leads");
});

test("a column's head sorts, and says so", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await leads(page);
  const head = page.getByRole("columnheader", { name: "Score" });
  for (const [order, sorted] of /** @type {const} */ ([["descending", (/** @type {number[]} */ all) => all.toSorted((a, b) => b - a)],
    ["ascending", (/** @type {number[]} */ all) => all.toSorted((a, b) => a - b)]])) {
    await head.getByRole("link").click();
    await page.locator(`th[aria-sort="${order}"]`, { hasText: "Score" }).waitFor();
    const all = await scores(page);
    assert.ok(all.length > 1);
    assert.deepEqual(all, sorted(all));
  }
});

test("an empty list says which filter is to blame", async ({ person }) => {
  const { page } = await person();
  await leads(page, "?f=location.contains.atlantis&f=score.less_than.200");
  await page.getByText("Without this filter there would be some:").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: /^Remove .Location contains atlantis/ }).click();
  await page.locator(".lead-table tbody tr").first().waitFor();
  assert.equal(await chips(page).getByText("Score is less than 200").isVisible(), true);
});

test("all of it works without scripts, on a phone", async ({ person }) => {
  const { page } = await person({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await leads(page);
  await chips(page).locator("summary", { hasText: "Add filter" }).click();
  await chips(page).getByRole("link", { name: "Phone", exact: true }).click();
  await page.getByLabel("How it is compared").selectOption({ label: "is known" });
  await page.getByRole("button", { name: "Apply" }).click();
  await chips(page).getByText("Phone is known").waitFor();
  await page.locator(".lead-sort summary").click();
  await page.getByRole("link", { name: "Best first" }).click();
  await page.waitForURL(/sort=-score/);
  const all = await scores(page);
  assert.deepEqual(all, all.toSorted((a, b) => b - a));
  await page.getByRole("searchbox").fill("nobody-is-called-this");
  await page.getByRole("searchbox").press("Enter");
  await page.getByText("No lead matches").waitFor();
  assert.equal(await chips(page).getByText("Phone is known").isVisible(), true, "a search keeps the filters");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

/** @param {Page} page */
const tabs = (page) => page.getByRole("navigation", { name: "Views" });

/** Opens the menu beside the tabs, once the page is alive. @param {Page} page @param {string} name */
async function viewMenu(page, name) {
  const button = page.locator(".views summary", { hasText: name });
  await eventually(async () => {
    await button.click({ timeout: 1_500 });
    await page.locator(".views .menu-panel").waitFor({ timeout: 1_500 });
  }, 20_000);
}

test("a list is kept under a name for everybody, renamed, removed and brought back", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await leads(page, "?f=score.greater_than.39&sort=-score");
  await viewMenu(page, "Save view");
  await page.getByLabel("Name", { exact: true }).fill("Worth a call");
  await page.getByLabel("For everybody").check();
  assert.deepEqual(await violations(page), []);
  await page.locator(".views").getByRole("button", { name: "Save view" }).click();
  const tab = tabs(page).getByRole("link", { name: "Worth a call" });
  await tab.waitFor();
  assert.equal(await tab.getAttribute("aria-current"), "true");

  const other = await person({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await comeIn(other.page, server.url, await server.demoSignIn("agent"));
  await other.page.goto(`${server.url}/app/leads`);
  await tabs(other.page).getByRole("link", { name: "Worth a call" }).click();
  await chips(other.page).getByText("Score is more than 39").waitFor();
  assert.equal(await other.page.locator(".views summary").count(), 0, "it is not theirs to change");

  await viewMenu(page, "View");
  await page.getByLabel("Name", { exact: true }).fill("Call today");
  await page.getByRole("button", { name: "Change" }).click();
  await tabs(page).getByRole("link", { name: "Call today" }).waitFor();
  await viewMenu(page, "View");
  await page.getByRole("button", { name: "Remove this view" }).click();
  await tabs(page).getByRole("link", { name: "Call today" }).waitFor({ state: "detached" });
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await tabs(page).getByRole("link", { name: "Call today" }).waitFor();
});

test("everybody has all leads, their own, those of nobody, and the hot ones", async ({ person }) => {
  const { page } = await person({ viewport: { width: 390, height: 844 } });
  await leads(page);
  await tabs(page).getByRole("link", { name: "Hot" }).click();
  await chips(page).getByText("Score is more than 79").waitFor();
  await eventually(async () => assert.ok((await scores(page)).every((score) => score > 79)));
  await tabs(page).getByRole("link", { name: "Mine" }).click();
  await chips(page).getByText("Assignee is you").waitFor();
  await tabs(page).getByRole("link", { name: "All", exact: true }).click();
  await page.waitForURL("**/app/leads");
});
