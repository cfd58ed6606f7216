// A time is booked without the chat: with and without JavaScript, by two at once, moved and called off by its link.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { violations } from "../lib/axe.mjs";
import { comeIn, mailTo } from "../lib/dashboard.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_LIMIT_FACTOR: "100" } });
const { demo_site: site } = JSON.parse(await readFile(join(server.folder, "data", "first-start.json"), "utf8"));
const BOOK = `${server.url}/book/${site}`;

/** Fills in who one is. @param {import("playwright-core").Page} page @param {string} name @param {string} email */
async function introduce(page, name, email) {
  await page.getByRole("textbox", { name: "Your name" }).fill(name);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: /about/ }).fill("A steep roof.");
}

/** The times of the day that is shown. @param {import("playwright-core").Page} page */
const times = (page) => page.locator(".picker-time input");

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a time is booked, moved and called off, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, timezoneId: "America/New_York" });
    await page.goto(`${BOOK}?utm_source=news&gclid=click-7`, { referer: "https://search.example/" });
    if (javaScriptEnabled) {
      await page.waitForURL(/zone=America/);
      assert.equal(await page.getByLabel("Time zone").inputValue(), "America/New_York", "their own clock");
    } else {
      assert.equal(await page.getByLabel("Time zone").inputValue(), "America/Chicago", "that of the hosts");
      await page.getByLabel("Time zone").selectOption("Europe/Berlin");
      await page.getByRole("button", { name: "Show times" }).click();
      assert.equal(await page.getByLabel("Time zone").inputValue(), "Europe/Berlin");
    }
    // Another day than the first.
    const day = page.locator("a.picker-day:not([aria-current])").first();
    const label = await day.getAttribute("aria-label");
    await day.click();
    await page.locator(`a.picker-day[aria-current][aria-label="${label}"]`).waitFor();
    assert.equal(new URL(page.url()).searchParams.get("gclid"), "click-7", "where they came from is not lost on the way");
    await introduce(page, `Jo ${mode}`, `jo.${mode}@mail.example`);
    await times(page).nth(2).check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.waitForURL("**/appointments/**");
    await page.getByRole("heading", { name: "It's booked" }).waitFor();
    assert.match(await page.locator(".booking-when").innerText(), new RegExp(`^${label}`));
    const own = page.url().split("?")[0];

    // The mail has the way back to it.
    const { page: desk } = await person();
    await comeIn(desk, server.url, await server.demoSignIn("admin"));
    const mail = await mailTo(desk, server.url, `jo.${mode}@mail.example`, /Booked/);
    assert.match(mail, /You are booked with Sunrise Solar/);
    assert.ok(mail.includes(own), "the link");

    // Looking at it changes nothing.
    await page.goto(own);
    await page.getByRole("heading", { name: "Your appointment with Sunrise Solar" }).waitFor();
    const before = await page.locator(".booking-when").innerText();
    await page.getByText("Choose another time").click();
    await page.locator(".booking-change[open] .picker-time input").last().check();
    await page.getByRole("button", { name: "Move it to this time" }).click();
    await page.getByRole("heading", { name: "It's moved" }).waitFor();
    assert.notEqual(await page.locator(".booking-when").innerText(), before);

    await page.getByText("Call it off", { exact: true }).click();
    await page.getByRole("button", { name: "Call off the appointment" }).click();
    await page.getByRole("heading", { name: "It's called off" }).waitFor();
    await page.getByRole("link", { name: "Book another time" }).click();
    await page.waitForURL("**/book/**");
  });

  test(`who is late loses the time and nothing else, ${mode} JavaScript`, async ({ person }) => {
    // Two people can be met, so that the third visitor of three is late.
    const people = [];
    for (let turn = 0; turn < 3; turn += 1) people.push(await person({ javaScriptEnabled, timezoneId: "America/Chicago" }));
    for (const [turn, { page }] of people.entries()) {
      await page.goto(BOOK);
      // A day on which the demo has booked nothing yet.
      const month = await page.locator(".picker-title").innerText();
      await page.getByRole("link", { name: "Later month" }).click();
      await eventually(async () => assert.notEqual(await page.locator(".picker-title").innerText(), month));
      const day = page.locator("a.picker-day").nth(javaScriptEnabled ? 11 : 12);
      const label = await day.getAttribute("aria-label");
      await day.click();
      await page.locator(`a.picker-day[aria-current][aria-label="${label}"]`).waitFor();
      await introduce(page, `Söhne & <b> ${turn}`, `late${turn}.${mode}@mail.example`);
      await times(page).last().check();
    }
    const wanted = await times(people[0].page).last().getAttribute("value");
    for (const { page } of people.slice(0, 2)) {
      await page.getByRole("button", { name: "Book this time" }).click();
      await page.getByRole("heading", { name: "It's booked" }).waitFor();
    }
    const { page } = people[2];
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByText("That time has just been taken").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Your name" }).inputValue(), "Söhne & <b> 2");
    assert.equal(await page.getByRole("textbox", { name: /about/ }).inputValue(), "A steep roof.");
    await page.locator(`.picker-time input[value="${wanted}"]`).waitFor({ state: "detached" });
    await times(page).first().check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByRole("heading", { name: "It's booked" }).waitFor();
  }, { forgive: /status of 4\d\d/ });

  test(`a field that is refused says why, ${mode} JavaScript, in the visitor's language`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, locale: "de-DE", timezoneId: "America/Chicago" });
    await page.goto(BOOK);
    await page.getByRole("heading", { name: "Termin mit Sunrise Solar buchen" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    await page.getByRole("textbox", { name: "Ihr Name" }).fill("Jörg");
    // The browser's own check is content with it.
    await page.getByRole("textbox", { name: "E-Mail" }).fill("joerg@example");
    await times(page).first().check();
    await page.getByRole("button", { name: "Diesen Termin buchen" }).click();
    await page.getByText("Geben Sie eine Adresse wie name@beispiel.de ein.").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Ihr Name" }).inputValue(), "Jörg");
  }, { forgive: /status of 4\d\d/ });
}

test("a member sees who comes, calls off, thinks again, and says how it went", async ({ person }) => {
  const { page } = await person();
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/appointments`);
  const rows = page.locator(".appointment");
  const badge = (/** @type {string} */ words) => page.locator(".badge", { hasText: words });
  // A page that is alive tells times by its own clock.
  await page.locator(".ws-time", { hasText: "UTC" }).first().waitFor({ state: "detached" });
  const count = await rows.count();
  const first = await rows.first().locator(".person-name").innerText();
  const callOff = async () => {
    // Rows that were brought anew are closed.
    await eventually(async () => {
      const button = rows.first().getByRole("button", { name: "Call off and tell the visitor" });
      if (!(await button.isVisible())) await rows.first().locator("summary").press("Enter");
      await button.click({ timeout: 1000 });
    });
    await eventually(async () => assert.equal(await rows.count(), count - 1));
  };
  await callOff();
  await page.getByRole("button", { name: "Undo" }).click();
  await eventually(async () => assert.equal(await rows.count(), count));
  assert.equal(await rows.first().locator(".person-name").innerText(), first);
  await callOff();

  await page.getByRole("link", { name: "Past", exact: true }).click();
  await rows.filter({ hasText: first }).filter({ has: badge("Called off") }).first().waitFor();
  const over = rows.filter({ has: badge("Did not come") });
  await eventually(async () => assert.equal(await over.count(), 1));
  await over.locator("summary").click();
  await over.getByRole("button", { name: "Took place" }).click();
  await badge("Did not come").waitFor({ state: "detached" });
});

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a member moves an appointment, back, calls it off and books it again, ${mode} JavaScript`, async ({ person }) => {
    const { page: visitor } = await person({ timezoneId: "America/Chicago" });
    await visitor.goto(BOOK);
    await introduce(visitor, "Mo Moved", `mo.${mode}@mail.example`);
    const own = await times(visitor).first().getAttribute("value");
    await times(visitor).first().check();
    await visitor.getByRole("button", { name: "Book this time" }).click();
    await visitor.getByRole("heading", { name: "It's booked" }).waitFor();
    // Its own time is none to move it to.
    await visitor.getByText("Choose another time").click();
    await visitor.locator(`.picker-time input[value="${own}"]`).check();
    await visitor.getByRole("button", { name: "Move it to this time" }).click();
    await visitor.getByRole("heading", { name: "Nothing changed" }).waitFor();

    const { page } = await person({ javaScriptEnabled, timezoneId: "America/Chicago" });
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    await page.goto(`${server.url}/app/appointments`);
    const row = page.locator(".appointment").filter({ hasText: `mo.${mode}@` });
    await row.locator("summary").click();
    await row.getByRole("link", { name: "Open or move" }).click();
    await page.getByRole("heading", { name: "Mo Moved" }).waitFor();
    const when = page.locator(".desk-when");
    const before = await when.innerText();
    await page.goto(`${page.url()}?day=${own?.slice(0, 10)}`);
    await page.locator(`.picker-time input[value="${own}"]`).check();
    await page.getByRole("button", { name: "Move it to this time" }).click();
    await page.getByText("nothing is changed, and nobody is mailed").waitFor();
    assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 0);
    const day = page.locator("a.picker-day:not([aria-current])").first();
    const label = await day.getAttribute("aria-label");
    await day.click();
    await page.locator(`a.picker-day[aria-current][aria-label="${label}"]`).waitFor();
    await times(page).last().check();
    await page.getByRole("button", { name: "Move it to this time" }).click();
    await page.getByText("It is moved.").waitFor();
    await eventually(async () => assert.notEqual(await when.innerText(), before));
    const { page: desk } = await person();
    await comeIn(desk, server.url, await server.demoSignIn("admin"));
    assert.match(await mailTo(desk, server.url, `mo.${mode}@mail.example`, /Moved/), /Your appointment was moved/);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("It is back at its old time.").waitFor();
    await eventually(async () => assert.equal(await when.innerText(), before));

    await page.getByRole("button", { name: "Call off and tell the visitor" }).click();
    await page.locator(".badge", { hasText: "Called off" }).waitFor();
    await page.getByRole("button", { name: "Book it again" }).click();
    await page.locator(".badge", { hasText: "Booked" }).waitFor();
    assert.equal(await when.innerText(), before);
  });

  test(`a visitor chooses whom to meet, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled, timezoneId: "America/Chicago" });
    await page.goto(BOOK);
    const hosts = page.getByRole("navigation", { name: "With" });
    const chosen = hosts.locator("a[aria-current]");
    assert.equal(await chosen.innerText(), "Anybody");
    const names = await hosts.locator("a").filter({ has: page.locator(".avatar") }).locator("span[dir]").allInnerTexts();
    assert.ok(names.length > 1, names.join());
    await introduce(page, "Will Choose", `choose.${mode}@mail.example`);
    // Typing wakes the page, which then knows what was typed before.
    if (javaScriptEnabled) await page.getByRole("button", { name: "Show times" }).waitFor({ state: "hidden" });
    await hosts.getByRole("link", { name: names[1] }).click();
    await page.waitForURL(/host=/);
    await eventually(async () => assert.match(await chosen.innerText(), new RegExp(names[1])));
    if (javaScriptEnabled) {
      assert.equal(await page.getByRole("textbox", { name: "Your name" }).inputValue(), "Will Choose", "what was typed stays");
    } else {
      await introduce(page, "Will Choose", `choose.${mode}@mail.example`);
    }
    const html = await page.content();
    const { email } = await server.demoSignIn("owner");
    assert.ok(!html.includes(email.split("@")[1]), "no address of a member");
    await times(page).first().check();
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByRole("heading", { name: "It's booked" }).waitFor();
    await page.locator(".booking-facts").getByText(names[1]).waitFor();
    // Whoever is not there is nobody's choice, and the page says so.
    const missed = page.getByText("can't be booked just now");
    for (const asked of ["host=00000000-0000-7000-8000-000000000000", "host=nobody", "team=00000000-0000-7000-8000-000000000000"]) {
      await page.goto(`${BOOK}?${asked}`);
      await missed.waitFor();
      assert.equal(await chosen.innerText(), "Anybody");
    }
    await hosts.getByRole("link", { name: names[0] }).click();
    await missed.waitFor({ state: "detached" });
  });
}

test("a site that names nobody offers anybody, and whom a link leads to", async ({ person }) => {
  const { page: owner } = await person();
  await comeIn(owner, server.url, await server.demoSignIn("owner"));
  const name = async (/** @type {boolean} */ does) => {
    await owner.goto(`${server.url}/app/sites`);
    await owner.getByRole("article").filter({ hasText: site }).getByRole("link").first().click();
    await owner.getByRole("navigation", { name: "Site settings" }).getByRole("link", { name: "Booking page" }).click();
    const box = owner.getByRole("checkbox", { name: "Name people and teams on the booking page" });
    // A page that is alive notices what is changed.
    await eventually(async () => {
      for (const checked of [!does, does]) await box.setChecked(checked);
      await owner.getByText("Unsaved changes").waitFor({ timeout: 500 });
    });
    await owner.getByRole("button", { name: "Save changes" }).click();
    await owner.getByText("Saved", { exact: true }).waitFor();
  };
  const { page } = await person({ javaScriptEnabled: false });
  const hosts = page.getByRole("navigation", { name: "With" }).getByRole("link");
  await page.goto(BOOK);
  const [, named] = await hosts.filter({ has: page.locator(".avatar") }).all();
  const [who, href] = [await named.locator("span[dir]").innerText(), await named.getAttribute("href")];
  await name(false);
  await page.goto(BOOK);
  assert.ok((await times(page).count()) > 0);
  assert.equal(await hosts.count(), 0);
  await page.goto(server.url + href);
  assert.deepEqual(await hosts.allInnerTexts(), ["Anybody", "Your contact"]);
  assert.ok(!(await page.content()).includes(who), "no name");
  await name(true);
  await page.goto(server.url + href);
  assert.ok((await hosts.allInnerTexts()).some((text) => text.includes(who)));
});

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a member says when they can be met, ${mode} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled });
    await comeIn(page, server.url, await server.demoSignIn("agent"));
    await page.getByRole("link", { name: "Appointments" }).click();
    await page.getByRole("link", { name: "My availability" }).click();
    await page.getByLabel("Monday").fill("10:00-9");
    await page.getByLabel("Tuesday").fill("11:00-15:00");
    await page.getByLabel("Kept free after").selectOption("15");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Hours look like").first().waitFor();
    assert.equal(await page.getByLabel("Monday").inputValue(), "10:00-9", "what was typed stays");
    assert.equal(await page.getByLabel("Tuesday").inputValue(), "11:00-15:00");
    assert.equal(await page.getByLabel("Kept free after").inputValue(), "15");
    await page.getByLabel("Monday").fill("10:00-12:00, 13:00-15:00");
    await page.getByLabel("An appointment takes").selectOption("45");
    await page.getByRole("button", { name: "Save" }).click();
    if (javaScriptEnabled) await page.getByText("Saved.").waitFor();
    // A link to whoever can't be booked would lead to everybody.
    const mine = page.getByText("With me", { exact: true }).first();
    for (const [can, state] of /** @type {const} */ ([[false, "detached"], [true, "visible"]])) {
      await page.getByRole("checkbox", { name: "Visitors can book my time" }).setChecked(can);
      await page.getByRole("button", { name: "Save" }).click();
      await mine.waitFor({ state });
    }
    await page.getByLabel("First day off").fill("2030-12-24");
    await page.getByLabel("Last day off").fill("2030-12-26");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByText("24 Dec 2030 – 26 Dec 2030").waitFor();
    await page.goto(`${server.url}/app/availability`);
    assert.equal(await page.getByLabel("Monday").inputValue(), "10:00-12:00, 13:00-15:00");
    assert.equal(await page.getByLabel("An appointment takes").inputValue(), "45");
    await page.getByRole("button", { name: /Remove/ }).click();
    await page.getByText("24 Dec 2030").waitFor({ state: "detached" });
  }, { forgive: /status of 4\d\d/ });
}

test("a week is seen whole on a desk and by the day on a phone", async ({ person }) => {
  for (const width of [1440, 390]) {
    const { page } = await person({ viewport: { width, height: 800 } });
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    await page.goto(`${server.url}/app/appointments`);
    await page.getByRole("link", { name: "Week", exact: true }).click();
    await page.waitForURL(/view=week/);
    const days = page.locator(".agenda-day");
    await days.first().waitFor({ state: "attached" });
    await page.getByRole("link", { name: "The week after" }).click();
    await page.waitForURL(/day=/);
    if (width === 1440) {
      assert.equal(await page.locator(".agenda-day:visible").count(), 7);
      continue;
    }
    await eventually(async () => assert.equal(await page.locator(".agenda-day:visible").count(), 1));
    // Weeks without end are walked until somebody comes.
    const busy = page.locator(".strip-day", { has: page.locator("[data-any]") });
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await busy.last().waitFor();
    const words = await busy.last().innerText();
    await busy.last().click();
    await page.locator(".strip-day[aria-current]", { hasText: words.split("\n")[0] }).waitFor();
    await page.locator(".agenda-day[data-chosen] .agenda-entry").first().click();
    await page.waitForURL(/appointments\/[0-9a-f-]{36}/);
    await page.locator(".desk-when").waitFor();
  }
});

test("whoever has no times says so, and a page of nobody is not found", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  const response = await page.goto(`${server.url}/book/bk_aaaaaaaaaaaaaaaaaaaa`);
  assert.equal(response?.status(), 404);
  assert.equal((await page.goto(`${server.url}/appointments/nothing`))?.status(), 404);
  const { page: desk } = await person();
  await comeIn(desk, server.url, await server.demoSignIn("admin"));
  await desk.goto(`${server.url}/app/availability`);
  const link = await desk.locator(".booking-link a").first().getAttribute("href");
  const empty = await page.goto(link ?? "");
  assert.equal(empty?.status(), 200);
  await page.getByRole("heading", { name: "No time is open just now" }).waitFor();
  assert.equal(await page.locator("meta[name=robots]").getAttribute("content"), "noindex");
}, { forgive: /status of 404/ });

for (const look of LOOKS) {
  test(`the pages under axe, ${look.name}`, async ({ person }) => {
    const { page } = await person({ ...look.options, timezoneId: "America/Chicago" });
    await page.goto(BOOK);
    await times(page).first().check();
    assert.deepEqual(await violations(page), [], "booking");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "no sideways scrolling");
    await introduce(page, "Axe", `axe.${look.name}@mail.example`);
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.waitForURL("**/appointments/**");
    await page.getByText("Choose another time").click();
    await page.getByText("Call it off", { exact: true }).click();
    assert.deepEqual(await violations(page), [], "appointment");
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    for (const path of ["/app/appointments", "/app/appointments?view=week", "/app/appointments?past=1", "/app/availability"]) {
      await page.goto(server.url + path);
      await page.locator(".skeleton").first().waitFor({ state: "detached" });
      await page.locator("details").first().evaluate((details) => details.setAttribute("open", "")).catch(() => {});
      assert.deepEqual(await violations(page), [], path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, path);
    }
    await page.goto(`${server.url}/app/appointments`);
    await page.locator(".appointment summary").first().click();
    await page.getByRole("link", { name: "Open or move" }).first().click();
    await page.locator(".desk-when").waitFor();
    assert.deepEqual(await violations(page), [], "one appointment");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "one appointment");
  });
}
