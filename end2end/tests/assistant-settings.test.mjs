// The pages of a site's assistant: its forms with and without JavaScript, what it knows, and the trial beside them.
import assert from "node:assert/strict";
import { violations } from "../lib/axe.mjs";
import { comeIn, createSite, openSettings } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url);

/** @typedef {import("playwright-core").Page} Page */

/** Signs the demo's owner in and makes a site. @param {Page} page @param {string} name */
async function newSite(page, name) {
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await createSite(page, server.url, { name, origins: "https://www.example.com" });
}

/** @param {Page} page @param {string} section */
async function goTo(page, section) {
  await page.getByRole("navigation", { name: "Site settings" }).getByRole("link", { name: section, exact: true }).click();
  await page.getByRole("heading", { name: section, level: 2 }).waitFor();
}

/** The form around a field. @param {Page} page @param {string} label */
function formWith(page, label) {
  return page.locator("form").filter({ has: page.getByLabel(label, { exact: true }) });
}

/** @param {Page} page @param {string} label A field of the form. */
async function save(page, label) {
  const form = formWith(page, label);
  await form.getByRole("button", { name: "Save changes" }).click();
  await form.getByText("Saved", { exact: true }).waitFor();
}

test("each section is saved and comes back", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Sections");
  await openSettings(page, "Sections", "Assistant");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Nora");
  await page.getByText("Professional", { exact: true }).click();
  await page.getByLabel("Goals").fill("Get a visit booked.\n\nBe honest.");
  await save(page, "Goals");
  await page.getByLabel("Rules", { exact: true }).fill("Never quote a price.");
  await save(page, "Rules");

  await page.getByRole("checkbox", { name: "Who decides" }).uncheck();
  await page.getByRole("button", { name: "Ask Budget earlier" }).focus();
  await page.keyboard.press("Enter");
  await eventually(async () => {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    assert.equal(focused, "Ask Budget earlier");
  });
  await page.getByLabel("Questions of your own").fill("Is the roof flat?");
  await save(page, "Questions of your own");
  assert.ok(await page.getByRole("checkbox", { name: "Name", exact: true }).isDisabled(), "the name is always asked");

  await page.reload();
  assert.equal(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue(), "Nora");
  assert.ok(await page.getByRole("radio", { name: "Professional" }).isChecked());
  assert.equal(await page.getByLabel("Goals").inputValue(), "Get a visit booked.\nBe honest.");
  assert.equal(await page.getByLabel("Rules", { exact: true }).inputValue(), "Never quote a price.");
  assert.ok(!(await page.getByRole("checkbox", { name: "Who decides" }).isChecked()));
  const order = await page.locator(".question-name").allInnerTexts();
  assert.ok(order.indexOf("Budget") < order.indexOf("Who decides"), order.join());

  await goTo(page, "Handing over");
  await page.getByLabel("When the visitor has had enough").uncheck();
  await page.getByLabel("When it has no answer to").selectOption({ label: "3 questions in a row" });
  await page.getByLabel("Words that call for a person").fill("lawyer");
  await page.getByLabel("From this score on").fill("80");
  await save(page, "From this score on");
  await page.reload();
  assert.ok(!(await page.getByLabel("When the visitor has had enough").isChecked()));
  assert.equal(await page.getByLabel("When it has no answer to").inputValue(), "3");
  assert.equal(await page.getByLabel("From this score on").inputValue(), "80");
  await page.getByLabel("From this score on").fill("101");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("A score is a number from 1 to 100.").first().waitFor();
}, { forgive: /422/ });

test("an engine, its key and its budget", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Engines");
  await openSettings(page, "Engines", "Engine and budget");
  assert.ok(!(await page.getByLabel("Address of the provider").isVisible()));
  await page.getByRole("radio", { name: "OpenAI" }).check();
  await page.getByLabel("Model").fill("gpt-4.1-mini");
  await page.getByLabel("Address of the provider").fill("api.example.com");
  await page.getByLabel("Monthly budget").fill("20");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("An address looks like https://api.example.com/v1").waitFor();
  assert.equal(await page.getByLabel("Address of the provider").inputValue(), "api.example.com");
  await page.getByLabel("Address of the provider").fill("http://10.0.0.7/v1");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("The server only calls addresses of the public internet").waitFor();
  await page.getByLabel("Address of the provider").fill("");
  await save(page, "Model");
  await page.getByText("answers once its key is saved. Until then").waitFor();

  await page.getByLabel("New key for OpenAI").fill("sk-secret-0123456789wxyz");
  await formWith(page, "New key for OpenAI").getByRole("button", { name: "Save key" }).click();
  await page.getByText("Your key ends with …wxyz.").waitFor();
  await page.getByText("answers once its key is saved. Until then").waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("Your key ends with …wxyz.").waitFor();
  assert.ok(!(await page.content()).includes("sk-secret"));
  assert.equal(await page.getByLabel("Model").inputValue(), "gpt-4.1-mini");
  await page.getByText("$0.00 of $20.00").waitFor();
  // What is used stands against the budget as soon as that is saved.
  await page.getByLabel("Monthly budget").fill("30");
  await save(page, "Model");
  await page.getByText("$0.00 of $30.00").waitFor();
  await page.getByRole("button", { name: "Remove this key for OpenAI" }).click();
  await page.getByText("Your key ends with").waitFor({ state: "detached" });
}, { forgive: /422/ });

test("a key that is refused is told beside its provider, also without JavaScript", async ({ person }) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await person({ javaScriptEnabled });
    await newSite(page, `Keys ${javaScriptEnabled}`);
    await page.goto(`${server.url}/app/sites`);
    await page.getByRole("article").getByRole("link", { name: `Keys ${javaScriptEnabled}`, exact: true }).click();
    await goTo(page, "Engine and budget");
    await page.getByLabel("New key for Anthropic").fill("two words");
    await formWith(page, "New key for Anthropic").getByRole("button", { name: "Save key" }).click();
    await formWith(page, "New key for Anthropic").getByText("A key is 8 to 300 characters long").waitFor();
    assert.equal(await page.getByText("A key is 8 to 300 characters long").count(), 1);
    assert.ok(!page.url().includes("words"), "a key stays out of addresses");
  }
}, { forgive: /422/ });

test("forms work without JavaScript, and what was typed stays when it is refused", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await newSite(page, "Plain");
  await page.goto(`${server.url}/app/sites`);
  await page.getByRole("article").getByRole("link", { name: "Plain", exact: true }).click();
  await goTo(page, "Engine and budget");
  await page.getByRole("radio", { name: "OpenAI" }).check();
  await page.getByLabel("Model").fill("gpt-5");
  await page.getByLabel("Address of the provider").fill("no address");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("An address looks like https://api.example.com/v1").waitFor();
  assert.equal(await page.getByLabel("Address of the provider").inputValue(), "no address");
  assert.equal(await page.getByLabel("Model").inputValue(), "gpt-5");
  await page.getByLabel("Address of the provider").fill("");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForLoadState();
  assert.ok(await page.getByRole("radio", { name: "OpenAI" }).isChecked());

  await goTo(page, "Assistant");
  await page.getByLabel("Goals").fill("Be kind.");
  await formWith(page, "Goals").getByRole("button", { name: "Save changes" }).click();
  assert.equal(await page.getByLabel("Goals").inputValue(), "Be kind.");
  const before = await page.locator(".question-name").allInnerTexts();
  await page.getByRole("button", { name: `Ask ${before[1]} earlier` }).click();
  assert.equal((await page.locator(".question-name").allInnerTexts())[0], before[1]);

  await goTo(page, "Knowledge");
  const add = formWith(page, "Title or question").filter({ has: page.getByRole("button", { name: "Add entry" }) });
  await add.getByLabel("Title or question").fill("Do you offer financing?");
  await add.getByLabel("Text or answer").fill("Yes, for twelve months.");
  await add.getByRole("button", { name: "Add entry" }).click();
  await page.getByLabel("What would it find for …").fill("financing of a roof?");
  await page.getByRole("button", { name: "Look" }).click();
  await page.locator(".find-hit").getByText("Do you offer financing?").waitFor();
});

test("texts of any length stay when they are refused without JavaScript", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await newSite(page, "Long");
  await page.goto(`${server.url}/app/sites`);
  await page.getByRole("article").getByRole("link", { name: "Long", exact: true }).click();
  await goTo(page, "Assistant");
  // More than are allowed, and more than a cookie holds.
  const own = Array.from({ length: 25 }, (_, line) => `${line}: ${"Is the roof flat or pitched? ".repeat(6)}`).join("\n");
  await page.getByLabel("Questions of your own").fill(own);
  await page.getByRole("checkbox", { name: "Who decides" }).uncheck();
  await formWith(page, "Questions of your own").getByRole("button", { name: "Save changes" }).click();
  await page.getByText("At most 20 lines").first().waitFor();
  assert.ok((await page.getByLabel("Questions of your own").inputValue()) === own, "all of it stays");
  assert.ok(!(await page.getByRole("checkbox", { name: "Who decides" }).isChecked()));

  await goTo(page, "Knowledge");
  const add = page.locator("form").filter({ has: page.getByRole("button", { name: "Add entry" }) });
  const answer = "Yes, and here is how it works. ".repeat(300);
  await add.getByLabel("Title or question").fill("Do you offer financing?");
  await add.getByLabel("Text or answer").fill(answer);
  await add.getByLabel("Language").selectOption("de");
  await add.getByRole("button", { name: "Add entry" }).click();
  await add.locator(".error").waitFor();
  assert.equal(await add.getByLabel("Title or question").inputValue(), "Do you offer financing?");
  assert.ok((await add.getByLabel("Text or answer").inputValue()) === answer, "all of it stays");
  assert.equal(await add.getByLabel("Language").inputValue(), "de");
  await add.getByLabel("Text or answer").fill("Yes.");
  await add.getByRole("button", { name: "Add entry" }).click();
  const entry = page.locator(".entry");
  await entry.getByText("Do you offer financing?").first().waitFor();
  assert.equal(await add.getByLabel("Title or question").inputValue(), "", "what was accepted is gone");

  // An entry that is changed says so itself, and no other form does.
  await entry.locator("summary").click();
  await entry.getByLabel("Text or answer").fill(" ");
  await entry.getByRole("button", { name: "Save entry" }).click();
  await entry.locator(".error").waitFor();
  assert.equal(await page.locator(".knowledge .error").count(), 1);
  assert.equal(await entry.getByLabel("Text or answer").inputValue(), " ");

  await page.goto(page.url().split("?")[0]);
  await page.getByText("A whole text, split at its headings").click();
  const text = Array.from({ length: 250 }, (_, piece) => `# Heading ${piece}\nA text.`).join("\n");
  await page.getByLabel("Text", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Split and add" }).click();
  await page.locator(".knowledge .error").waitFor();
  assert.ok((await page.getByLabel("Text", { exact: true }).inputValue()) === text, "all of it stays");
});

test("what was refused without JavaScript is gone once it is corrected with it", async ({ person }) => {
  const { page: plain } = await person({ javaScriptEnabled: false });
  await newSite(plain, "Corrected");
  await plain.goto(`${server.url}/app/sites`);
  await plain.getByRole("article").getByRole("link", { name: "Corrected", exact: true }).click();
  await goTo(plain, "Knowledge");
  const knowledge = plain.url();
  const { page } = await person();
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  const adding = (/** @type {Page} */ of) => of.locator("form").filter({ has: of.getByRole("button", { name: "Add entry" }) });
  page.on("dialog", (dialog) => dialog.accept());
  // A page that is alive tells into what a text would be split.
  const alive = async () => {
    const field = page.locator("#import-text");
    const type = (/** @type {string} */ text) => field.evaluate((element, text) => {
      /** @type {HTMLTextAreaElement} */ (element).value = text;
      element.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    const typed = await field.inputValue();
    await eventually(async () => {
      await type("# One\nA text.");
      assert.equal(await page.locator(".import-titles li").count(), 1);
    });
    await type(typed);
  };

  // A new entry: the same member's other browser comes to the page as it was refused.
  await adding(plain).getByLabel("Title or question").fill("Do you offer financing?");
  await adding(plain).getByLabel("Text or answer").fill(" ");
  await adding(plain).getByRole("button", { name: "Add entry" }).click();
  await adding(plain).locator(".error").waitFor();
  await page.goto(plain.url());
  await alive();
  const add = adding(page);
  await add.locator(".error").waitFor();
  assert.equal(await add.getByLabel("Title or question").inputValue(), "Do you offer financing?");
  await add.getByLabel("Text or answer").fill("Yes, for twelve months.");
  await add.getByRole("button", { name: "Add entry" }).click();
  const entry = page.locator(".entry");
  await entry.getByText("Yes, for twelve months.").first().waitFor();
  await eventually(async () => assert.equal(await add.getByLabel("Title or question").inputValue(), ""));
  assert.equal(await add.getByLabel("Text or answer").inputValue(), "");
  assert.equal(await add.locator(".error").count(), 0);

  // One that is changed.
  await plain.goto(knowledge);
  await plain.locator(".entry summary").click();
  await plain.locator(".entry").getByLabel("Text or answer").fill(" ");
  await plain.locator(".entry").getByRole("button", { name: "Save entry" }).click();
  await plain.locator(".entry .error").waitFor();
  await page.goto(plain.url());
  await alive();
  await entry.getByLabel("Text or answer").fill("Yes, for twenty months.");
  await entry.getByRole("button", { name: "Save entry" }).click();
  await entry.locator(".entry-opening").getByText("Yes, for twenty months.").waitFor();
  if (!(await entry.getByLabel("Text or answer").isVisible())) await entry.locator("summary").click();
  assert.equal(await entry.getByLabel("Text or answer").inputValue(), "Yes, for twenty months.");
  assert.equal(await entry.locator(".error").count(), 0);

  // A whole text.
  const text = Array.from({ length: 250 }, (_, piece) => `# Heading ${piece}\nA text.`).join("\n");
  await plain.goto(knowledge);
  await plain.getByText("A whole text, split at its headings").click();
  await plain.getByLabel("Text", { exact: true }).fill(text);
  await plain.getByRole("button", { name: "Split and add" }).click();
  await plain.locator(".knowledge .error").waitFor();
  await page.goto(plain.url());
  await alive();
  const whole = page.getByLabel("Text", { exact: true });
  assert.ok((await whole.inputValue()) === text, "all of it stands there");
  await whole.fill("# Warranty\nTen years.");
  await page.getByRole("button", { name: "Split and add" }).click();
  await page.getByText("1 entry added").waitFor();
  await eventually(async () => assert.equal(await whole.inputValue(), ""));
});

test("questions are put in order with the mouse and with the keyboard", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Order");
  await openSettings(page, "Order", "Assistant");
  const names = page.locator(".question-name");
  const row = (/** @type {string} */ name) => page.locator(".question-row").filter({ has: page.getByText(name, { exact: true }) });
  const order = () => names.allInnerTexts();
  const before = await order();
  const [first, second, third] = before;

  // Step by step, as a hand moves: one jump is no drag to a browser.
  const drag = async (/** @type {string} */ from, /** @type {string} */ to) => {
    await page.locator(".question-list").evaluate((list) => list.scrollIntoView({ block: "center" }));
    const [start, end] = [await row(from).boundingBox(), await row(to).boundingBox()];
    assert.ok(start && end);
    await page.mouse.move(start.x + 12, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + 30, end.y + end.height / 2, { steps: 12 });
    await page.mouse.up();
  };
  // A drag before the page is alive moves nothing.
  await eventually(async () => {
    if ((await order())[0] !== third) await drag(third, first);
    assert.deepEqual((await order()).slice(0, 3), [third, first, second]);
  });
  await drag(third, second);
  await eventually(async () => assert.deepEqual((await order()).slice(0, 3), [first, second, third]));
  await page.getByText("Unsaved changes").waitFor();

  await page.getByRole("button", { name: `Ask ${second} earlier` }).focus();
  await page.keyboard.press("Space");
  await eventually(async () => assert.deepEqual((await order()).slice(0, 3), [second, first, third]));
  await page.getByText(`${second} is now question 1`).waitFor({ state: "attached" });
  await eventually(async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), `Ask ${second} earlier`);
  });
  await save(page, "Questions of your own");
  await page.reload();
  assert.deepEqual((await order()).slice(0, 3), [second, first, third]);
});

test("knowledge is added, found, changed, deleted and brought back", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Knowing");
  await openSettings(page, "Knowing", "Knowledge");
  await page.getByText("It knows nothing of your business yet").waitFor();
  const add = page.locator("form").filter({ has: page.getByRole("button", { name: "Add entry" }) });
  await add.getByLabel("Title or question").fill("Do you offer financing?");
  await add.getByLabel("Text or answer").fill("Yes: 0% for twelve months.");
  await add.getByLabel("Address of the page").fill("https://www.example.com/financing");
  await add.getByLabel("Address of the page").fill("http://www.example.com/financing");
  await add.getByRole("button", { name: "Add entry" }).click();
  await page.getByText("An address looks like https://www.example.com/financing").waitFor();
  assert.equal(await page.locator("#source-new").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#content-new").getAttribute("aria-invalid"), null, "its text is fine");
  await add.getByLabel("Address of the page").fill("https://www.example.com/financing");
  await add.getByRole("button", { name: "Add entry" }).click();
  const list = page.locator(".entry");
  await list.getByText("Do you offer financing?").first().waitFor();
  assert.equal(await add.getByLabel("Title or question").inputValue(), "");
  await page.getByText("“Do you offer financing?” is added").waitFor();

  await page.getByText("A whole text, split at its headings").click();
  await page.getByLabel("Text", { exact: true }).fill("# Warranty\nTen years.\n\nQ: Which areas do you serve?\nA: Austin.");
  await page.getByText("2 entries:").waitFor();
  await page.getByRole("button", { name: "Split and add" }).click();
  await page.getByText("2 entries added").waitFor();
  assert.deepEqual(await page.locator(".entry-title").allInnerTexts(), ["Warranty", "Which areas do you serve?", "Do you offer financing?"]);

  await page.getByLabel("What would it find for …").fill("how long is the warranty?");
  await page.keyboard.press("Enter");
  await page.locator(".find-hit").getByText("Ten years.").waitFor();
  await page.getByLabel("What would it find for …").fill("mortgage");
  await page.keyboard.press("Enter");
  await page.getByText("Nothing: it would say that it doesn't know").waitFor();

  await list.filter({ hasText: "Warranty" }).locator("summary").click();
  const entry = list.filter({ hasText: "Warranty" });
  await entry.getByLabel("Text or answer").fill("Twelve years.");
  await entry.getByRole("button", { name: "Save entry" }).click();
  await list.filter({ hasText: "Warranty" }).getByText("Twelve years.").first().waitFor();
  await page.getByText("“Warranty” is saved").waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await eventually(async () => assert.match(await focused(), /^Warranty/, "the keyboard goes on at the entry"));
  await list.filter({ hasText: "Warranty" }).locator("summary").click();
  await list.filter({ hasText: "Warranty" }).getByRole("button", { name: "Delete entry" }).click();
  await eventually(async () => assert.equal(await list.count(), 2));
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => assert.equal(await list.count(), 3));
  await page.reload();
  await list.filter({ hasText: "Warranty" }).getByText("Twelve years.").first().waitFor();
}, { forgive: /422/ });

test("the trial answers in the visitor's language with what is typed, and keeps nothing", async ({ person }) => {
  const { page } = await person();
  await newSite(page, "Tried");
  await openSettings(page, "Tried", "Handing over");
  await page.getByLabel("Words that call for a person").fill("abogado");
  const pane = page.getByRole("complementary", { name: "Try it" });
  await pane.getByLabel("The visitor's language").selectOption("es");
  const input = pane.getByLabel("Message as a visitor");
  await input.fill("Hola, me llamo Ana García y tengo 6000 dólares al mes");
  await page.keyboard.press("Enter");
  const noted = pane.getByRole("region", { name: "What it noted" });
  await noted.getByText("Ana García").waitFor();
  await noted.getByText(/6,?000/).waitFor();
  const reply = await pane.locator(".tryout-line").last().innerText();
  assert.match(reply, /[¿áéíóúñ]|gracias|dónde|cuándo/i, reply);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "trial-text");
  await input.fill("hablaré con mi abogado");
  await page.keyboard.press("Enter");
  await noted.getByText("It hands over: a rule of the site").waitFor();

  await pane.getByRole("button", { name: "Reset" }).click();
  assert.equal(await pane.locator(".tryout-line").count(), 1);
  await pane.getByRole("button", { name: "¿Puedo hablar con una persona?" }).click();
  await noted.getByText("It hands over").waitFor();
  await page.goto(`${server.url}/app/leads?q=Ana+Garc%C3%ADa`);
  await page.getByText("Ana García").waitFor({ state: "detached" });
});

test("the pages are accessible and fit, wide and narrow, by day and by night", async ({ person }) => {
  /** @type {string[]} */
  const wrong = [];
  for (const { name, options } of LOOKS) {
    const { page } = await person(options);
    page.on("dialog", (dialog) => dialog.accept());
    await newSite(page, name);
    await page.getByRole("article").getByRole("link", { name, exact: true }).click();
    for (const section of ["Assistant", "Engine and budget", "Knowledge", "Handing over"]) {
      await goTo(page, section);
      if (section === "Engine and budget") await page.getByRole("radio", { name: "Anthropic" }).check();
      if (section === "Knowledge") {
        const add = page.locator("form").filter({ has: page.getByRole("button", { name: "Add entry" }) });
        await add.getByLabel("Title or question").fill("Do you offer financing?");
        await add.getByLabel("Text or answer").fill("Yes: 0% for twelve months.");
        await add.getByRole("button", { name: "Add entry" }).click();
        await page.locator(".entry summary").click();
      } else {
        const pane = page.getByRole("complementary", { name: "Try it" });
        // A click before the page is alive does nothing.
        await eventually(async () => {
          await pane.getByRole("button").filter({ hasText: "solar" }).first().click();
          assert.ok((await pane.locator(".tryout-line").count()) > 1);
        });
        await pane.getByText("Understood as").waitFor();
      }
      wrong.push(...(await violations(page)).map((violation) => `${section}, ${name}: ${violation}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) wrong.push(`${section}, ${name}: ${overflow} pixels too wide`);
      const file = `assistant-${section.replaceAll(/\W+/g, "-").toLowerCase()}-${name}`;
      if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/${file}.png`, fullPage: true });
    }
  }
  assert.deepEqual(wrong, []);
}, { timeout: 300_000 });
