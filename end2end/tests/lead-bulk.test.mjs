// Leads chosen in their list are moved along and given to people together, and back; one is given on its own page.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} [search] */
async function leads(page, search = "") {
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads${search}`);
  await page.locator(".lead-table tbody tr").first().waitFor();
}

/** @param {Page} page */
const rows = (page) => page.locator(".lead-table tbody tr");

/** @param {Page} page */
const bar = (page) => page.getByRole("group", { name: "Change the selected leads" });

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`chosen leads are moved along and back, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
    await leads(page, "?f=status.equals.new&sort=name");
    const names = await rows(page).locator(".lead-name").allInnerTexts();
    assert.ok(names.length >= 3);
    assert.equal(await bar(page).isVisible(), false);
    // The first is left out.
    for (const at of [1, 2]) await rows(page).nth(at).getByRole("checkbox").check();
    await bar(page).waitFor();
    if (javaScriptEnabled) await bar(page).getByText("2 selected").waitFor();
    await bar(page).getByLabel("What to do with them").selectOption({ label: "Lost" });
    await bar(page).getByRole("button", { name: "Apply" }).click();
    await page.getByText("2 leads moved to Lost.").waitFor();
    await eventually(async () => {
      const left = await rows(page).locator(".lead-name").allInnerTexts();
      assert.equal(left[0], names[0]);
      assert.ok(!left.includes(names[1]) || names.filter((name) => name === names[1]).length > 1, left.join());
    });
    assert.equal(await bar(page).isVisible(), false, "what was changed is chosen no longer");
    if (javaScriptEnabled) assert.deepEqual(await violations(page), []);

    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("2 leads moved to Lost.").waitFor({ state: "detached" });
    await eventually(async () => {
      assert.deepEqual(await rows(page).locator(".lead-name").allInnerTexts(), names);
    });
  });
}

test("a page and a whole list are given to somebody", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await leads(page, "?f=assignee.is_unknown.");
  const all = page.getByLabel("Select all on this page");
  const shown = await rows(page).count();
  await eventually(async () => {
    await all.check();
    assert.equal(await bar(page).getByText(`${shown} selected`).isVisible(), true);
  });
  await rows(page).first().getByRole("checkbox").uncheck();
  await bar(page).getByText(`${shown - 1} selected`).waitFor();
  assert.equal(await all.evaluate((box) => /** @type {HTMLInputElement} */ (box).indeterminate), true);
  await bar(page).getByLabel("or the whole list").check();
  await bar(page).getByLabel("What to do with them").selectOption({ label: "Luis Ortega" });
  await bar(page).getByRole("button", { name: "Apply" }).click();
  await page.getByText(/leads given to Luis Ortega/).waitFor();
  await page.getByText("No lead matches").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), shown);
});

test("a lead is given to somebody on its own page, and back", async ({ person }) => {
  const { page } = await person();
  await leads(page, "?f=assignee.is_unknown.");
  await rows(page).first().locator(".lead-name").click();
  const assignee = page.getByLabel("Assigned to", { exact: true });
  await assignee.selectOption({ label: "Luis Ortega" });
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await page.locator(".timeline-entry", { hasText: "Luis Ortega" }).first().waitFor();
  await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await eventually(async () => {
    const chosen = await assignee.evaluate((select) => /** @type {HTMLSelectElement} */ (select).selectedOptions[0].label);
    assert.equal(chosen, "Nobody");
  });
});

test("the bar is accessible and fits, wide and narrow, by day and by night", async ({ person }) => {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, options } of LOOKS) {
    const { page } = await person(options);
    await leads(page);
    await rows(page).nth(1).getByRole("checkbox").check();
    await bar(page).waitFor();
    wrong.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) wrong.push(`${name}: ${overflow} pixels too wide`);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/lead-bulk-${name}.png` });
  }
  assert.deepEqual(wrong, []);
});
