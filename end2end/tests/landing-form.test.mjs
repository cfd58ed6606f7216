// A landing page makes a lead: from an advertisement's click to the dashboard, with and without JavaScript.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { alive, atStep, fillContact, fillIn, goOnTo, send } from "../lib/lead-form.mjs";
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
    await fillIn(page, {
      answers: ["A house", "Yes, I own it", "10 to 20 years"],
      timeline: "immediate",
      budget: "6000",
      location: "Austin",
      notes: "A steep roof, facing south.",
      name,
      email: `jo.${mode}@mail.example`,
      phone: "(512) 555-0142",
    });
    await send(page);
    await page.waitForURL(/\/leads\/solar\/thanks/);
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
    const agreed = admin.page.locator("section").filter({ has: admin.page.getByRole("heading", { name: "What they agreed to" }) });
    for (const text of ["How old is the roof?", "10 to 20 years", "127.0.0.1", /I agree that Beckon/]) {
      await agreed.getByText(text).first().waitFor();
    }
  });

  test(`a refused form says why and keeps what was typed, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled });
    await page.goto(`${server.url}/leads/solar`);
    if (javaScriptEnabled) await alive(page);
    await goOnTo(page, 2);
    const budget = page.getByRole("textbox", { name: /month/ });
    const next = page.locator("#lead-form").getByRole("button", { name: "Continue" });
    await budget.fill("lots");
    await next.click();
    await page.getByText("Enter a whole number of dollars").waitFor();
    assert.equal(await budget.inputValue(), "lots");
    assert.equal(await budget.getAttribute("aria-invalid"), "true");
    await budget.fill("4000");
    await goOnTo(page, 3);
    const notes = "line one\n</textarea><script>alert(1)</script>";
    await page.getByRole("textbox", { name: "What should we know?" }).fill(notes);
    await goOnTo(page, 4);
    // The browser's own check is content with these.
    await fillContact(page, { name: "Jo & Söhne <b>", email: "jo@example", phone: "12" });
    await send(page);
    await page.getByText("Enter an e-mail address like name@example.com.").waitFor();
    await page.getByText("Enter a phone number with its area code").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Your name" }).inputValue(), "Jo & Söhne <b>");
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).inputValue(), "jo@example");
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).getAttribute("aria-invalid"), "true");
    assert.equal(await page.getByRole("checkbox").isChecked(), true);
    const back = page.locator("#lead-form").getByRole("button", { name: "Back" });
    await back.click();
    await atStep(page, 3);
    assert.equal(await page.getByRole("textbox", { name: "What should we know?" }).inputValue(), notes);
    await back.click();
    await atStep(page, 2);
    assert.equal(await budget.inputValue(), "4000");
  }, { forgive: /status of 4\d\d/ });
}

test("an address that looks like a slip is asked about, and may stay as it is", async ({ server, person }) => {
  const { page } = await person();
  await page.goto(`${server.url}/leads/solar`);
  await alive(page);
  for (const step of [2, 3, 4]) await goOnTo(page, step);
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
  await send(page);
  await page.waitForURL(/\/leads\/solar\/thanks/);
});

test("each of the five industries has a page, and an unknown one is not found", async ({ server, person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  for (const industry of ["real-estate", "insurance", "solar", "legal", "home-services"]) {
    const response = await page.goto(`${server.url}/leads/${industry}?offer=special`);
    assert.equal(response?.status(), 200, industry);
    assert.ok((await page.locator("#lead-form").getByRole("radio").count()) > 1);
    const structured = await page.locator("script[type='application/ld+json']").first().textContent();
    JSON.parse(structured ?? "");
  }
  const response = await page.goto(`${server.url}/leads/alchemy`);
  assert.equal(response?.status(), 404);
}, { forgive: /status of 404/ });
