// A site's settings: every section's form, by mouse, by keyboard, and without JavaScript.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { violations } from "../lib/axe.mjs";
import { atEnd } from "../lib/cleanup.mjs";
import { createSite, openSettings, signIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { environment: { BECKON_CHECK_PRIVATE_PAGES: "true" } });

/** @typedef {import("playwright-core").Page} Page */

/** Signs the demo's owner in and makes a site. @param {Page} page @param {string} name @param {string} origins */
async function newSite(page, name, origins = "https://www.example.com") {
  await signIn(page, server.url, await server.demoSignIn("owner"));
  return createSite(page, server.url, { name, origins });
}

/** @param {Page} page */
async function save(page) {
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
}

test("a wrong setting is told beside its field, and what was typed stays", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Fields");
  await openSettings(page, "Fields", "General");
  await page.getByLabel("Allowed origins").fill("https://a.example\nno origin\nhttps://b.example");
  await page.getByText("Unsaved changes").waitFor();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Line 2: An origin looks like").waitFor();
  assert.equal(await page.getByLabel("Allowed origins").getAttribute("aria-invalid"), "true");
  assert.match(await page.getByLabel("Allowed origins").inputValue(), /no origin/);
  await page.getByLabel("Allowed origins").fill("https://a.example");
  await save(page);
}, { forgive: /422/ });

test("what is not saved is not lost by a click", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Careful");
  await openSettings(page, "Careful", "Appearance");
  await page.getByLabel("Title").fill("Careful Roofs");
  page.once("dialog", (dialog) => dialog.dismiss());
  await page.getByRole("link", { name: "Consent" }).click();
  assert.equal(await page.getByLabel("Title").inputValue(), "Careful Roofs");
  await save(page);
  await page.getByRole("link", { name: "Consent" }).click();
  await page.getByRole("heading", { name: "Consent", level: 2 }).waitFor();
  await page.getByRole("link", { name: "Appearance" }).click();
  await eventually(async () => assert.equal(await page.getByLabel("Title").inputValue(), "Careful Roofs"));
});

test("rules are written, ordered by keyboard and tried", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Ruled");
  await openSettings(page, "Ruled", "Greeting and rules");
  const verdict = page.getByRole("region", { name: "What would a visitor see?" }).getByRole("status");
  await page.getByText("No rule holds").waitFor();

  await page.getByRole("button", { name: "Add rule" }).click();
  const first = page.getByRole("group", { name: "Rule 1" });
  await first.getByRole("textbox", { name: "Value" }).fill("/pricing");
  await first.getByRole("textbox", { name: "Greeting" }).fill("Comparing plans?");
  await page.getByText("Rule 1 greets.").waitFor();
  await page.getByLabel("On page").fill("/about");
  await page.getByText("No rule holds").waitFor();
  await page.getByLabel("On page").fill("/pricing");

  await page.getByRole("button", { name: "Add rule" }).click();
  const second = page.getByRole("group", { name: "Rule 2" });
  await second.getByLabel("Condition", { exact: true }).selectOption({ label: "came from page" });
  await second.getByRole("textbox", { name: "Value" }).fill("google.");
  await second.getByLabel("What happens").selectOption({ label: "keep quiet" });
  assert.equal(await verdict.innerText(), "Rule 1 greets.");

  await page.getByRole("button", { name: "Move rule 2 up" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Rule 1 keeps quiet.").waitFor();
  await eventually(async () => {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    assert.equal(focused, "Move rule 1 up");
  });
  await save(page);
  await page.reload();
  await page.getByText("Rule 1 keeps quiet.").waitFor();
  assert.equal(await page.getByRole("group", { name: "Rule 2" }).getByRole("textbox", { name: "Value" }).inputValue(), "/pricing");

  await page.getByRole("group", { name: "Rule 2" }).getByRole("textbox", { name: "Value" }).fill("");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Rule 2: fill in what to compare with").waitFor();
}, { forgive: /422/ });

test("business hours", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Punctual");
  await openSettings(page, "Punctual", "Business hours");
  await page.getByLabel("We have business hours").check();
  await page.getByLabel("Time zone").selectOption({ label: "Europe/Berlin" });
  await page.getByLabel("Monday").fill("9-17");
  await page.getByLabel("Holidays").fill("2026-12-25 Christmas");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Hours look like").waitFor();
  await page.getByLabel("Monday").fill("9:00-12:30, 13:30-18:00");
  await page.getByLabel("Saturday").fill("22:00-02:00");
  await save(page);
  await page.reload();
  assert.equal(await page.getByLabel("Monday").inputValue(), "09:00-12:30, 13:30-18:00");
  assert.equal(await page.getByLabel("Time zone").inputValue(), "Europe/Berlin");
  assert.equal(await page.getByLabel("Holidays").inputValue(), "2026-12-25 Christmas");
}, { forgive: /422/ });

test("an identity secret is shown once", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Known");
  await openSettings(page, "Known", "Identity");
  await page.getByText("There is none yet.").waitFor();
  await page.getByRole("button", { name: "Make a secret" }).click();
  await page.getByText("Shown this once").waitFor();
  const secret = await page.locator(".secret pre").innerText();
  assert.match(secret, /^[0-9a-f]{64}$/);
  await page.reload();
  await page.getByText("In use since").waitFor();
  assert.ok(!(await page.content()).includes(secret));
});

test("forms work without JavaScript", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await newSite(page, "Plain");
  await page.goto(`${server.url}/app/sites`);
  await page.getByRole("article").getByRole("link", { name: "Plain", exact: true }).click();
  await page.getByRole("link", { name: "Consent" }).click();
  await page.getByLabel("Ask for consent").check();
  await page.getByLabel("What they agree to").fill("Keep my words.");
  await page.getByRole("button", { name: "Save changes" }).click();
  assert.equal(await page.getByLabel("What they agree to").inputValue(), "Keep my words.");
  await page.getByLabel("Privacy policy").fill("http://plain.example");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("An address looks like").waitFor();
});

test("is it installed?", async ({ person }) => {
  let body = "<p>Nothing here";
  /** @type {Record<string, string>} */
  let headers = {};
  const host = createServer((request, response) => {
    if (request.url === "/away") headers = { location: "http://127.0.0.1:9/" };
    response.writeHead(request.url === "/away" ? 302 : 200, { "content-type": "text/html", ...headers }).end(body);
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  atEnd(() => void host.close());
  const { port } = /** @type {import("node:net").AddressInfo} */ (host.address());
  const { page } = await person();
  const line = await newSite(page, "Installed", `http://localhost:${port}`);
  await openSettings(page, "Installed", "Install");
  const look = page.getByRole("button", { name: "Look at the page" });
  const check = page.getByRole("region", { name: "Is it installed?" });

  await look.click();
  await check.getByText("The line of HTML is not in the page.").waitFor();
  body = line;
  headers = { "content-security-policy": "script-src 'self'; frame-src *" };
  await look.click();
  await check.getByText("The page's Content-Security-Policy forbids it (script-src).").waitFor();
  await check.getByText(`Add ${server.url} to script-src`).waitFor();
  headers = {};
  body = line.replace(/data-site="[^"]+"/, 'data-site="bk_aaaaaaaaaaaaaaaaaaaa"');
  await look.click();
  await check.getByText("The line of HTML has the key of another site").waitFor();
  body = line;
  await look.click();
  await check.getByText("It is installed.").waitFor();
  await page.reload();
  await check.getByText("It is installed.").waitFor();

  await check.getByLabel("Page to look at").fill("/away");
  await look.click();
  await check.getByText("The page redirects to an origin that is not on the list").waitFor();
  await check.getByLabel("Page to look at").fill("https://elsewhere.example/");
  await look.click();
  await check.getByText("Enter an address on one of the site's allowed origins").waitFor();
}, { forgive: /422/ });

test("all sections are accessible, on a desk and on a phone, by day and by night", async ({ person }) => {
  const sections = ["General", "Appearance", "Greeting and rules", "Languages", "Business hours", "Booking page", "Offline and rating", "Consent", "Identity", "Install"];
  for (const [name, viewport, colorScheme] of /** @type {const} */ ([
    ["Day", { width: 1440, height: 900 }, "light"],
    ["Night", { width: 390, height: 844 }, "dark"],
  ])) {
    const { page } = await person({ viewport, colorScheme });
    // Sections that were changed ask before they are left.
    page.on("dialog", (dialog) => dialog.accept());
    await newSite(page, name);
    await page.getByRole("article").getByRole("link", { name, exact: true }).click();
    for (const section of sections) {
      await page.getByRole("navigation", { name: "Site settings" }).getByRole("link", { name: section }).click();
      await page.getByRole("heading", { name: section, level: 2 }).waitFor();
      if (section === "Greeting and rules") await page.getByRole("button", { name: "Add rule" }).click();
      if (section === "Business hours") await page.getByLabel("We have business hours").check();
      assert.deepEqual(await violations(page), [], section);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${section} is ${overflow} pixels too wide`);
      const file = `${section.replaceAll(/\W+/g, "-").toLowerCase()}-${viewport.width}-${colorScheme}`;
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${file}.png`, fullPage: true });
    }
  }
}, { timeout: 240_000 });
