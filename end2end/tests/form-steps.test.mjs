// The landing page's form: its steps, its questions, its draft, and what is asked of whoever looks like a program.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { signIn } from "../lib/dashboard.mjs";
import { alive, atStep, fillContact, fillIn, goOnTo, send } from "../lib/lead-form.mjs";
import { sql } from "../lib/database.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test } = await suite(import.meta.url, { demo: true });
const PHONE = { viewport: { width: 390, height: 844 } };

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`the next question depends on the answers, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled, ...PHONE });
    await page.goto(`${server.url}/leads/solar`);
    if (javaScriptEnabled) await alive(page);
    await atStep(page, 1);
    await page.getByRole("radio", { name: "A business or farm" }).check();
    await goOnTo(page, 2);
    await page.getByText("How many people work there?").waitFor();
    assert.equal(await page.getByText("Is the house yours?").isVisible(), false);
    await page.locator("#lead-form").getByRole("button", { name: "Back" }).click();
    await atStep(page, 1);
    assert.equal(await page.getByRole("radio", { name: "A business or farm" }).isChecked(), true, "nothing is lost on the way back");
    await page.getByRole("radio", { name: "A house", exact: true }).check();
    await goOnTo(page, 2);
    assert.equal(await page.getByText("How many people work there?").isVisible(), false);
    await page.getByRole("radio", { name: "No, I rent" }).check();
    if (!javaScriptEnabled) await goOnTo(page, 2);
    await page.getByText("Does the owner of the house know about it?").waitFor();
    assert.equal(await page.getByText("How old is the roof?").isVisible(), false);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  });

  test(`who is pressed into sending twice is one lead, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled });
    await page.goto(`${server.url}/leads/legal`);
    if (javaScriptEnabled) await alive(page);
    const name = `Twice ${mode}`;
    await fillIn(page, { name, email: `twice.${mode}@mail.example` });
    if (!javaScriptEnabled) await page.waitForTimeout(2_200);
    await page.locator("#lead-form button[value=next]").dblclick();
    await page.waitForURL(/\/leads\/legal\/thanks/);
    await eventually(async () => assert.equal(await sql(server, `select count(*) from lead where name = '${name}'`), "1"));
  });

  test(`who looks like a program presses once more, ${mode} JavaScript`, async ({ server, person }) => {
    const { page } = await person({ javaScriptEnabled });
    await page.goto(`${server.url}/leads/solar`);
    if (javaScriptEnabled) await alive(page);
    const name = `Odd ${mode}`;
    await fillIn(page, { name, email: `odd.${mode}@mail.example`, notes: "A person all the same." });
    // Playwright's own scripts run where the page's don't.
    await page.locator("#website").evaluate((field) => void (/** @type {HTMLInputElement} */ (field).value = "https://odd.example"));
    await send(page);
    await page.getByRole("heading", { name: "One more press, please" }).waitFor();
    assert.equal(await sql(server, `select count(*) from lead where name = '${name}'`), "0");
    assert.equal(await sql(server, "select count(*) from held_submission where reason = 'decoy'"), "1");
    if (javaScriptEnabled) assert.deepEqual(await violations(page), []);
    await page.waitForTimeout(1_200);
    await page.getByRole("button", { name: "I’m a person" }).click();
    await page.waitForURL(/\/leads\/solar\/thanks/);
    assert.equal(await sql(server, `select count(*) from lead where name = '${name}'`), "1");
    assert.equal(await sql(server, "select count(*) from held_submission"), "0");
  });
}

test("a step is checked before the next, and the keyboard goes where it is needed", async ({ server, person }) => {
  const { page } = await person(PHONE);
  await page.goto(`${server.url}/leads/home-services`);
  await alive(page);
  assert.deepEqual(await violations(page), []);
  await goOnTo(page, 2);
  await eventually(async () => assert.equal(await page.locator("#step-2 > legend").evaluate((at) => at === document.activeElement), true));
  const budget = page.locator("#budget");
  await budget.fill("lots");
  await page.locator("#lead-form").getByRole("button", { name: "Continue" }).click();
  await page.getByText("Enter a whole number of dollars").waitFor();
  await eventually(async () => assert.equal(await budget.evaluate((at) => at === document.activeElement), true));
  await atStep(page, 2);
  await budget.fill("2000");
  await page.getByText("Enter a whole number of dollars").waitFor({ state: "detached" });
  // The key that sends a form goes on.
  await budget.press("Enter");
  await atStep(page, 3);
  await goOnTo(page, 4);
  assert.deepEqual(await violations(page), []);
  await page.locator("#lead-form button[value=next]").click();
  await page.getByText("We need your permission to get back to you.").waitFor();
  await eventually(async () => assert.equal(await page.locator("#name").evaluate((at) => at === document.activeElement), true));
});

test("a phone number is set in groups while it is typed, and the caret stays where it is", async ({ server, person }) => {
  const { page } = await person();
  await page.goto(`${server.url}/leads/insurance`);
  await alive(page);
  for (const step of [2, 3, 4]) await goOnTo(page, step);
  const phone = page.locator("#phone");
  await phone.pressSequentially("4155550123");
  assert.equal(await phone.inputValue(), "(415) 555-0123");
  // The second digit is taken out and put back.
  await phone.evaluate((field) => /** @type {HTMLInputElement} */ (field).setSelectionRange(3, 3));
  await phone.press("Backspace");
  assert.equal(await phone.inputValue(), "(455) 550-123");
  await phone.press("1");
  assert.equal(await phone.inputValue(), "(415) 555-0123");
  assert.equal(await phone.evaluate((field) => /** @type {HTMLInputElement} */ (field).selectionStart), 3);
  await phone.fill("+34612345678");
  assert.equal(await phone.inputValue(), "+34 612 345 678");
});

test("a draft is kept in the browser, offered, and forgotten once it is sent", async ({ server, person }) => {
  const { page } = await person();
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("beckon-form-")));
  await page.goto(`${server.url}/leads/real-estate`);
  await alive(page);
  assert.deepEqual(await drafts(), [], "nothing is kept of who typed nothing");
  await page.getByRole("radio", { name: "To sell", exact: true }).check();
  for (const step of [2, 3]) await goOnTo(page, step);
  await page.locator("#notes").fill("Three rooms and a garden.");
  await goOnTo(page, 4);
  await fillContact(page, { name: "Dora Draft", email: "dora@mail.example" });
  assert.deepEqual(await drafts(), ["beckon-form-real-estate"]);
  assert.ok(!(await page.evaluate(() => localStorage.getItem("beckon-form-real-estate")))?.includes('"consent":"yes"'));

  await page.reload();
  await alive(page);
  await page.getByText("We kept what you typed.").waitFor();
  await page.getByRole("button", { name: "Go on with it" }).click();
  await atStep(page, 4);
  assert.equal(await page.locator("#name").inputValue(), "Dora Draft");
  assert.equal(await page.getByRole("checkbox").isChecked(), false, "consent is given anew");
  await page.getByRole("checkbox").check();
  await send(page);
  await page.waitForURL(/\/leads\/real-estate\/thanks/);
  await eventually(async () => assert.deepEqual(await drafts(), []));
  const lead = "select notes, form_answers->0->>'answer' from lead where name = 'Dora Draft'";
  assert.equal(await sql(server, lead), "Three rooms and a garden.|To sell");
});

test("what is held back is looked through by an admin", async ({ server, person }) => {
  const headers = { origin: server.url, "content-type": "application/x-www-form-urlencoded" };
  for (const name of ["Pat Person", "Bob Bot"]) {
    const body = new URLSearchParams({ step: "4", go: "next", name, email: "held@mail.example", consent: "yes" });
    const response = await fetch(`${server.url}/leads/solar`, { method: "POST", body, headers });
    assert.match(await response.text(), /One more press, please/);
  }
  const { page } = await person();
  await signIn(page, server.url, await server.demoSignIn("admin"));
  await page.goto(`${server.url}/app/held-back`);
  const held = (/** @type {string} */ name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
  await held("Pat Person").getByText("Sent without opening the page").waitFor();
  assert.deepEqual(await violations(page), []);
  await held("Pat Person").getByRole("button", { name: "This is a person" }).click();
  await held("Pat Person").waitFor({ state: "detached" });
  await held("Bob Bot").getByRole("button", { name: "Remove" }).click();
  await held("Bob Bot").waitFor({ state: "detached" });
  await page.goto(`${server.url}/app/leads?q=Pat%20Person`);
  await page.getByRole("link", { name: "Pat Person" }).waitFor();
});
