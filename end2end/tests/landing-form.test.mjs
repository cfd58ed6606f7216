// A landing page makes a lead: from an advertisement's click to the dashboard, with and without JavaScript.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { suite } from "../lib/suite.mjs";

const { test } = await suite(import.meta.url, { demo: true });

const CAMPAIGN = {
  utm_source: "google",
  utm_medium: "cpc",
  utm_campaign: "café spring",
  utm_content: "roof-owners",
  utm_term: "solar panels",
  gclid: "click-123",
};

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a form becomes a lead with its attribution, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled });
    const name = `Jo ${mode} Script`;
    await page.goto(`${server.url}/leads/solar?${new URLSearchParams(CAMPAIGN)}`, { referer: "https://www.google.com/" });
    if (javaScriptEnabled) await alive(page);
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.getByRole("textbox", { name: "E-mail" }).fill(`jo.${mode}@mail.example`);
    await page.getByRole("textbox", { name: "Phone" }).fill("(512) 555-0142");
    await page.getByRole("textbox", { name: "Town or ZIP" }).fill("Austin");
    await page.getByLabel("When to start").selectOption("immediate");
    await page.getByRole("textbox", { name: /month/ }).fill("6000");
    await page.getByRole("textbox", { name: "What should we know?" }).fill("A steep roof, facing south.");
    await page.getByRole("checkbox").check();
    await page.locator("form").getByRole("button").last().click();
    await page.waitForURL("**/leads/solar/thanks");
    await page.getByRole("heading", { name: "Thank you" }).waitFor();

    const admin = await person();
    await signIn(admin.page, server.url, await server.demoSignIn("admin"));
    await admin.page.goto(`${server.url}/app/leads?q=${encodeURIComponent(name)}`);
    await admin.page.getByRole("link", { name }).click();
    await admin.page.getByRole("heading", { name, exact: true }).waitFor();
    const came = admin.page.locator("section").filter({ has: admin.page.getByRole("heading", { name: "Where they came from" }) });
    for (const value of [...Object.values(CAMPAIGN), "/leads/solar", "https://www.google.com/"]) {
      await came.getByText(value, { exact: true }).first().waitFor();
    }
    const score = admin.page.locator("section").filter({ has: admin.page.getByRole("heading", { name: "Score" }) });
    for (const reason of ["Target industry", "Sent a form", "Budget over $5,000 a month", "Wants to begin right away"]) {
      await score.getByText(reason).waitFor();
    }
  });

  test(`a refused form says why and keeps what was typed, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled });
    await page.goto(`${server.url}/leads/solar`);
    if (javaScriptEnabled) await alive(page);
    await page.getByRole("textbox", { name: "Your name" }).fill("Jo & Söhne <b>");
    // The browser's own check is content with these three.
    await page.getByRole("textbox", { name: "E-mail" }).fill("jo@example");
    await page.getByRole("textbox", { name: "Phone" }).fill("12");
    await page.getByRole("textbox", { name: /month/ }).fill("lots");
    await page.getByRole("textbox", { name: "What should we know?" }).fill("line one\n</textarea><script>alert(1)</script>");
    await page.getByRole("checkbox").check();
    await page.locator("form").getByRole("button").last().click();
    await page.getByText("Enter an e-mail address like name@example.com.").waitFor();
    await page.getByText("Enter a phone number with its area code").waitFor();
    await page.getByText("Enter a whole number of dollars").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Your name" }).inputValue(), "Jo & Söhne <b>");
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).inputValue(), "jo@example");
    assert.equal(await page.getByRole("textbox", { name: /month/ }).inputValue(), "lots");
    const notes = await page.getByRole("textbox", { name: "What should we know?" }).inputValue();
    assert.equal(notes, "line one\n</textarea><script>alert(1)</script>");
    assert.equal(await page.getByRole("checkbox").isChecked(), true);
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).getAttribute("aria-invalid"), "true");
  }, { forgive: /status of 4\d\d/ });
}

test("an address that looks like a slip is asked about, and may stay as it is", async ({ server, person }) => {
  const { page } = await person();
  await page.goto(`${server.url}/leads/solar`);
  await alive(page);
  const email = page.getByRole("textbox", { name: "E-mail" });
  const question = page.getByText("Did you mean");
  await email.fill("Jo@gmial.com");
  assert.equal(await question.count(), 0, "nobody is interrupted while they type");
  await email.blur();
  await question.waitFor();
  assert.equal(await email.getAttribute("aria-invalid"), null, "it is a question, not an error");
  await page.getByRole("button", { name: "Jo@gmail.com" }).click();
  await question.waitFor({ state: "detached" });
  assert.equal(await email.inputValue(), "Jo@gmail.com");
  assert.equal(await email.evaluate((field) => field === document.activeElement), true);

  await email.fill("jo@hotmial.com");
  await email.blur();
  await question.waitFor();
  await page.getByRole("textbox", { name: "Your name" }).fill("Jo of the odd address");
  await page.getByRole("checkbox").check();
  await page.locator("form").getByRole("button").last().click();
  await page.waitForURL("**/leads/solar/thanks");
});

test("each of the five industries has a page, and an unknown one is not found", async ({ server, person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  for (const industry of ["real-estate", "insurance", "solar", "legal", "home-services"]) {
    const response = await page.goto(`${server.url}/leads/${industry}?offer=special`);
    assert.equal(response?.status(), 200, industry);
    assert.equal(await page.locator("form").getByRole("checkbox").count(), 1);
    const structured = await page.locator("script[type='application/ld+json']").first().textContent();
    JSON.parse(structured ?? "");
  }
  const response = await page.goto(`${server.url}/leads/alchemy`);
  assert.equal(response?.status(), 404);
}, { forgive: /status of 404/ });

/** Wakes the page, and waits until it checks the form itself. @param {import("playwright-core").Page} page */
async function alive(page) {
  await page.mouse.move(200, 200);
  await page.locator("form[novalidate]").waitFor();
}
