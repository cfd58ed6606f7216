// Leads with the same address: suggested on their page, compared, merged and parted again.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { fillIn, send } from "../lib/lead-form.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} name @param {string} email @param {string} location */
async function capture(page, name, email, location) {
  await page.goto(`${server.url}/leads/solar`);
  await fillIn(page, { name, email, location });
  await send(page);
  await page.waitForURL(/\/leads\/solar\/thanks/);
}

/**
 * Two leads with one address; the page of the second.
 * @param {Page} page @param {(options?: object) => Promise<{ page: Page }>} person @param {string} word
 */
async function pair(page, person, word) {
  const names = { first: `Dana ${word} Doe`, second: `Didi ${word} Doe` };
  const visitor = await person({ javaScriptEnabled: false });
  await capture(visitor.page, names.first, `Dana.${word}@mail.example`, "Austin");
  const answer = visitor.page.getByText(names.first);
  await capture(visitor.page, names.second, `dana.${word}@mail.example`, "");
  assert.equal(await answer.isVisible(), false, "a typed address tells nothing of whose it is");
  await comeIn(page, server.url, await server.demoSignIn("admin"));
  await page.goto(`${server.url}/app/leads?q=${encodeURIComponent(names.second)}`);
  await page.getByRole("link", { name: names.second }).click();
  await page.getByRole("heading", { name: names.second, level: 1 }).waitFor();
  return names;
}

/** @param {Page} page */
const notice = (page) => page.getByRole("region", { name: "May be the same person" });

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`two leads are compared, merged and parted again, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
    const { first, second } = await pair(page, person, mode);
    const here = page.url();
    await notice(page).getByText("Same e-mail").waitFor();
    const there = await notice(page).getByRole("link", { name: first, exact: true }).getAttribute("href");
    await notice(page).getByRole("link", { name: `Compare and merge with ${first}` }).click();
    const made = page.getByRole("complementary", { name: "What they make" });
    await made.getByText(second).waitFor();
    await made.getByText("Austin").waitFor();
    const choice = page.getByRole("group", { name: "Name", exact: true }).getByRole("radio", { name: first });
    if (javaScriptEnabled) {
      await eventually(async () => {
        await page.getByRole("group", { name: "Name", exact: true }).getByRole("radio", { name: second }).check();
        await choice.check();
        assert.equal(await made.getByText(first).isVisible(), true, "the preview follows what is chosen");
      });
    } else {
      await choice.check();
    }
    await page.getByRole("button", { name: "Merge the two" }).click();
    await page.getByRole("heading", { name: first, level: 1 }).waitFor();
    assert.equal(page.url(), here);
    await page.locator(".timeline-entry", { hasText: `Merged with ${first}` }).first().waitFor();
    assert.equal(await notice(page).isVisible(), false);

    const merged = await person({ javaScriptEnabled });
    await comeIn(merged.page, server.url, await server.demoSignIn("admin"));
    await merged.page.goto(`${server.url}${there}`);
    await merged.page.getByRole("heading", { name: first, level: 1 }).waitFor();
    await eventually(async () => assert.equal(merged.page.url(), here, "its address leads to the one that stayed"));

    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { name: second, level: 1 }).waitFor();
    await notice(page).getByRole("link", { name: first, exact: true }).waitFor();
    await page.locator(".timeline-entry", { hasText: `Separated again from ${first}` }).waitFor();
  });

  test(`two who share an address are kept apart, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled });
    const { first } = await pair(page, person, `apart-${mode}`);
    await notice(page).getByRole("button", { name: "Not the same person" }).click();
    await page.getByText("Not the same person as").waitFor();
    await notice(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Suggest again" }).click();
    await notice(page).getByRole("link", { name: first, exact: true }).waitFor();
  });
}

test("the notice and the comparison are accessible and fit, wide and narrow, by day and by night", async ({ person }) => {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, options } of LOOKS) {
    const { page } = await person(options);
    const { first } = await pair(page, person, name.replaceAll(" ", "-"));
    const look = async (/** @type {string} */ what) => {
      wrong.push(...(await violations(page)).map((violation) => `${what} ${name}: ${violation}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) wrong.push(`${what} ${name}: ${overflow} pixels too wide`);
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${what}-${name}.png`, fullPage: true });
    };
    await look("duplicates");
    await notice(page).getByRole("link", { name: `Compare and merge with ${first}` }).click();
    await page.getByRole("button", { name: "Merge the two" }).waitFor();
    await look("merge");
  }
  assert.deepEqual(wrong, []);
});
