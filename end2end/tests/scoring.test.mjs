// Rules of scores: tried out in the browser, saved, and followed by every lead.
import assert from "node:assert/strict";
import { comeIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {"owner" | "agent"} who */
async function scoring(page, who) {
  await comeIn(page, server.url, await server.demoSignIn(who));
  await page.goto(`${server.url}/app/scoring`);
  await page.getByRole("heading", { name: "Scoring" }).waitFor();
}

/** Adds a rule, once the page is alive. @param {Page} page */
async function addRule(page) {
  await eventually(async () => {
    await page.getByRole("button", { name: "Add rule" }).click({ timeout: 1_500 });
    await page.locator(".rule").first().waitFor({ timeout: 1_500 });
  }, 20_000);
  return page.locator(".rule").last();
}

test("what the browser previews is what the server gives", async ({ person }) => {
  const { page } = await person({ viewport: { width: 1440, height: 900 } });
  await scoring(page, "owner");
  const effect = page.locator(".score-effect");
  await effect.filter({ hasText: "no score changes" }).waitFor();

  const rule = await addRule(page);
  await rule.getByLabel("Name").fill("Can be called");
  await rule.getByLabel("Field").selectOption({ label: "Phone" });
  await rule.getByLabel("How it is compared").selectOption({ label: "is not known" });
  await rule.getByLabel("Points").fill("-17");
  await effect.filter({ hasText: /[1-9]\d* fall/ }).waitFor();
  const move = page.locator(".score-move").first();
  const [, then] = (await move.locator(".score-count").innerText()).match(/→\s*(\d+)/) ?? [];
  const lead = await move.getByRole("link").getAttribute("href");

  await page.getByRole("button", { name: "Save rules" }).click();
  await page.getByText("All leads were scored by these rules").waitFor();
  await effect.filter({ hasText: "no score changes" }).waitFor();
  await page.goto(`${server.url}${lead}`);
  assert.equal(await page.locator(".meter-value").innerText(), then);
  const reason = page.locator(".meter-reason", { hasText: "Can be called" });
  assert.equal(await reason.locator(".score-points").innerText(), "−17");
  await page.locator(".score-history summary").click();
  await page.locator(".score-history .timeline-kind", { hasText: `${then} · Rules changed` }).waitFor();

  await page.goto(`${server.url}/app/scoring`);
  const kept = page.locator(".rule").first();
  assert.equal(await kept.getByLabel("Name").inputValue(), "Can be called");
});

test("what is wrong is said where it is typed, and nothing is lost", async ({ person }) => {
  const { page } = await person();
  await scoring(page, "owner");
  const rule = await addRule(page);
  await rule.getByLabel("Field").selectOption({ label: "Budget in $ a month" });
  await rule.getByLabel("Value").fill("a lot");
  await rule.getByText("Budget in $ a month is compared with a whole number, such as 5000.").waitFor();
  await page.getByRole("button", { name: "Save rules" }).click();
  await page.getByText(/^Rule \d: Budget in \$ a month is compared/).waitFor();
  await rule.getByLabel("Value").fill("4,000");
  await page.getByRole("button", { name: "Save rules" }).click();
  await page.getByText("All leads were scored by these rules").waitFor();
});

test("whoever saves over a colleague's rules is told, and keeps what was typed", async ({ person }) => {
  const first = await person();
  const second = await person();
  for (const { page } of [first, second]) {
    await scoring(page, "owner");
    const rule = await addRule(page);
    await rule.getByLabel("Value").fill("Austin");
  }
  await first.page.getByRole("button", { name: "Save rules" }).click();
  await first.page.getByText("All leads were scored by these rules").waitFor();
  await second.page.getByRole("button", { name: "Save rules" }).click();
  await second.page.getByText("Somebody else has changed this meanwhile.").waitFor();
  assert.equal(await second.page.locator(".rule").last().getByLabel("Value").inputValue(), "Austin");
}, { forgive: /409/ });

test("an agent looks at the rules and changes none", async ({ person }) => {
  const { page } = await person();
  await scoring(page, "agent");
  await page.locator(".score-effect").waitFor();
  assert.equal(await page.getByRole("button", { name: "Add rule" }).isDisabled(), true);
});
