// What a member of an organization does in the browser app.
import { eventually } from "./suite.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page @param {string} url @param {{ email: string, password: string }} who */
export async function signIn(page, url, { email, password }) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/app/**");
}

/** @type {Map<string, import("playwright-core").Cookie[]>} */
const sessions = new Map();

/**
 * Comes in as a member, who signs in once for a whole file of tests: passwords are tried ten times, and then twice a minute.
 * @param {Page} page @param {string} url @param {{ email: string, password: string }} who
 */
export async function comeIn(page, url, who) {
  const key = `${url} ${who.email}`;
  const session = sessions.get(key);
  if (session) {
    await page.context().addCookies(session);
    await page.goto(`${url}/app/inbox`);
  } else {
    await signIn(page, url, who);
    sessions.set(key, await page.context().cookies(url));
  }
}

/** @param {Page} page @param {string} url @param {{ organization: string, name: string, email: string, password: string }} who */
export async function signUp(page, url, { organization, name, email, password }) {
  await page.goto(`${url}/sign-up`);
  await page.getByLabel("Organization").fill(organization);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL("**/app/**");
}

/**
 * Makes a site and returns the line of HTML for its pages.
 * @param {Page} page
 * @param {string} url
 * @param {{ name: string, industry?: string, origins: string }} site
 */
export async function createSite(page, url, { name, industry = "Solar", origins }) {
  await page.goto(`${url}/app/sites`);
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Create site" }) });
  const opener = page.getByRole("button", { name: "New site" });
  if (!(await form.isVisible()) && (await opener.isVisible())) await opener.click();
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Industry").selectOption({ label: industry });
  await form.getByLabel("Allowed origins").fill(origins);
  await form.getByRole("button", { name: "Create site" }).click();
  const card = page.getByRole("article").filter({ has: page.getByRole("heading", { name }) });
  return (await card.locator("pre").innerText()).trim();
}

/**
 * Answers in the open conversation, once the page is alive, and sees it there.
 * @param {Page} page @param {string} text
 */
export async function answer(page, text) {
  const field = page.locator(".pane-composer textarea");
  await eventually(async () => {
    await field.fill(text);
    await field.press("Enter");
    await page.locator(".pane .chat-bubble", { hasText: text }).first().waitFor({ timeout: 2_000 });
  });
}

/**
 * Opens a section of a site's settings, from the list of sites.
 * @param {Page} page @param {string} name the site's @param {string} section
 */
export async function openSettings(page, name, section) {
  await page.getByRole("article").getByRole("link", { name, exact: true }).click();
  await page.getByRole("navigation", { name: "Site settings" }).getByRole("link", { name: section }).click();
  await page.getByRole("heading", { name: section, level: 2 }).waitFor();
}

/**
 * Opens the newest mail of the mailbox to an address with such a subject, once it is there; gives its text.
 * @param {Page} page signed in as an admin @param {string} url @param {string} to @param {RegExp} subject
 */
export async function mailTo(page, url, to, subject) {
  return eventually(async () => {
    await page.goto(`${url}/dev/mailbox`);
    const line = page.locator("li").filter({ hasText: to }).filter({ hasText: subject }).first();
    await line.locator("a").click({ timeout: 1000 });
    return page.locator("body").innerText();
  });
}
