// A file of leads: uploaded, its columns understood, imported in the background; bad rows come back, and all of it can be undone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** Rows of people, one that can't be read and one that stands there twice. @param {string} word @param {number} count */
function table(word, count) {
  const people = Array.from({ length: count }, (_, at) => `Ida;${word} ${at};ida.${word}.${at}@mail.example;Firma ${at}`);
  return ["Vorname;Nachname;E-Mail;Firma", ...people, `Otto;${word};no address;Firma`, people[0], ""].join("\r\n");
}

/** @param {Page} page @param {string} word @param {number} count */
async function upload(page, word, count) {
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads`);
  await page.getByRole("link", { name: "Import CSV" }).click();
  const buffer = Buffer.from(table(word, count), "utf8");
  await page.getByLabel("File").setInputFiles({ name: `${word}.csv`, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByRole("heading", { name: `${word}.csv`, level: 1 }).waitFor();
}

/** @param {Page} page @param {string} name */
const count = (page, name) => page.locator(".person", { hasText: name }).locator(".badge").innerText();

/** Without JavaScript a page shows what was when it was asked for. @param {Page} page @param {boolean} isAlive @param {() => Promise<void>} check */
async function inTime(page, isAlive, check) {
  await eventually(async () => {
    if (!isAlive) await page.reload();
    await check();
  });
}

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a file is imported and undone, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
    const rows = javaScriptEnabled ? 2_000 : 20;
    await upload(page, mode, rows);
    assert.equal(await page.getByLabel("Nachname").inputValue(), "last_name");
    assert.equal(await page.getByLabel("Firma").inputValue(), "company");
    if (javaScriptEnabled) assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await inTime(page, javaScriptEnabled, async () => {
      assert.equal(await count(page, "New leads"), `${rows}`);
      assert.equal(await count(page, "Rows that can't be leads"), "1");
      assert.equal(await count(page, "Duplicates left out"), "1");
      assert.equal(await page.getByRole("button", { name: "Undo this import" }).isVisible(), true);
    });
    if (javaScriptEnabled) assert.deepEqual(await violations(page), []);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Rows that can't be leads, with reasons" }).click(),
    ]);
    const bad = await readFile(await download.path(), "utf8");
    assert.match(bad, /Otto.*no address/);
    assert.equal(bad.trim().split("\n").length, 2);

    await page.getByRole("button", { name: "Undo this import" }).click();
    await inTime(page, javaScriptEnabled, async () => {
      assert.equal(await count(page, "Leads removed again"), `${rows}`);
    });
    await page.goto(`${server.url}/app/leads?q=ida.${mode}.1`);
    await page.getByText("No lead matches").waitFor();
  });
}

test("what is no table is refused with what to do", async ({ person }) => {
  const { page } = await person();
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/leads/import`);
  const buffer = Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1]);
  await page.getByLabel("File").setInputFiles({ name: "book.xlsx", mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByText(/CSV/).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Import", exact: true }).count(), 0);
}, { forgive: /422/ });

test("the pages of imports are accessible and fit, wide and narrow, by day and by night", async ({ person }) => {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, options } of LOOKS) {
    const { page } = await person(options);
    const look = async (/** @type {string} */ what) => {
      wrong.push(...(await violations(page)).map((violation) => `${what} ${name}: ${violation}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) wrong.push(`${what} ${name}: ${overflow} pixels too wide`);
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${what}-${name}.png`, fullPage: true });
    };
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    await page.goto(`${server.url}/app/leads/import`);
    await page.getByLabel("File").waitFor();
    await look("imports");
    await upload(page, `look-${name}`, 5);
    await look("import-columns");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("button", { name: "Undo this import" }).waitFor();
    await look("import-done");
  }
  assert.deepEqual(wrong, []);
});
