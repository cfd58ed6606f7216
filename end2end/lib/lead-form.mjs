// The form of a landing page, as a person fills it in: step by step.

/**
 * What is filled in. What is left out is left empty.
 * @typedef {object} Filled
 * @property {string[]} [answers] Choices of the industry's questions, in the order they are asked.
 * @property {string} [timeline]
 * @property {string} [budget]
 * @property {string} [location]
 * @property {string} [notes]
 * @property {string} [name]
 * @property {string} [email]
 * @property {string} [phone]
 * @property {boolean} [consent] Given unless it is false.
 */

/** Wakes the page, and waits until it checks the form itself. @param {import("playwright-core").Page} page */
export async function alive(page) {
  await page.mouse.move(200, 200);
  await page.locator("#lead-form[data-alive]").waitFor();
}

/** Which step is shown. @param {import("playwright-core").Page} page @param {number} number */
export async function atStep(page, number) {
  await page.getByText(`Step ${number} of 4`, { exact: true }).waitFor();
}

/** Goes on to a step. @param {import("playwright-core").Page} page @param {number} number */
export async function goOnTo(page, number) {
  await page.locator("#lead-form").getByRole("button", { name: "Continue" }).click();
  await atStep(page, number);
}

/** Sends the last step. @param {import("playwright-core").Page} page */
export async function send(page) {
  // A page that is not alive can't hold a form back that was filled in faster than people do.
  const isAlive = await page.locator("#lead-form[data-alive]").count();
  if (!isAlive) await page.waitForTimeout(2_200);
  await page.locator("#lead-form button[value=next]").click();
}

/**
 * Fills in every step, and stays on the last one.
 * @param {import("playwright-core").Page} page
 * @param {Filled} filled
 */
export async function fillIn(page, filled) {
  const [first, ...further] = filled.answers ?? [];
  if (first) await page.getByRole("radio", { name: first, exact: true }).check();
  await goOnTo(page, 2);
  const isAlive = (await page.locator("#lead-form[data-alive]").count()) > 0;
  for (const answer of further) {
    const choice = page.getByRole("radio", { name: answer, exact: true });
    // Without JavaScript a question that the answer before brings is shown by the next page.
    if (!isAlive && !(await choice.isVisible())) await goOnTo(page, 2);
    await choice.check();
  }
  await fillStepTwo(page, filled);
  await goOnTo(page, 3);
  if (filled.location) await page.getByRole("textbox", { name: "Town or ZIP" }).fill(filled.location);
  if (filled.notes) await page.getByRole("textbox", { name: "What should we know?" }).fill(filled.notes);
  await goOnTo(page, 4);
  await fillContact(page, filled);
}

/** @param {import("playwright-core").Page} page @param {Filled} filled */
export async function fillStepTwo(page, filled) {
  if (filled.timeline) await page.getByLabel("When to start").selectOption(filled.timeline);
  if (filled.budget) await page.getByRole("textbox", { name: /month|Budget/ }).fill(filled.budget);
}

/** @param {import("playwright-core").Page} page @param {Filled} filled */
export async function fillContact(page, filled) {
  if (filled.name) await page.getByRole("textbox", { name: "Your name" }).fill(filled.name);
  if (filled.email) await page.getByRole("textbox", { name: "E-mail" }).fill(filled.email);
  if (filled.phone) await page.getByRole("textbox", { name: "Phone" }).fill(filled.phone);
  if (filled.consent !== false) await page.getByRole("checkbox").check();
}
