// The members' week: who comes when, in which column; stepped through with the mouse and the keyboard, on a desk and on a phone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { violations } from "../lib/axe.mjs";
import { comeIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_LIMIT_FACTOR: "100" } });
const { demo_site: site } = JSON.parse(await readFile(join(server.folder, "data", "first-start.json"), "utf8"));

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../lib/suite.mjs").Stage} Stage */

/** The clock of the demo's people. */
const ZONE = "America/Chicago";
const DAY = 86_400_000;
/** So many weeks ahead the demo has booked nothing. */
const AHEAD = 3;

const today = new Date(new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date()));

/** A day of this week or of a later one, from Monday, 0. @param {number} week @param {number} weekday */
function dayOf(week, weekday) {
  const back = (today.getUTCDay() + 6) % 7;
  return new Date(today.getTime() + (7 * week + weekday - back) * DAY);
}

/** @param {Date} date */
const iso = (date) => date.toISOString().slice(0, 10);

/** @param {Date} date @param {Intl.DateTimeFormatOptions} parts */
const words = (date, parts) => date.toLocaleDateString("en-US", { ...parts, timeZone: "UTC" });

/** The head of a column, like `Tue 22`. @param {Date} date */
const head = (date) => `${words(date, { weekday: "short" })} ${date.getUTCDate()}`;

/** The heading of a week, like `21 – 27 Dec 2026`. @param {number} week */
function titleOf(week) {
  const [first, last] = [dayOf(week, 0), dayOf(week, 6)];
  const end = `${last.getUTCDate()} ${words(last, { month: "short" })} ${last.getUTCFullYear()}`;
  const month = first.getUTCMonth() === last.getUTCMonth() ? "" : ` ${words(first, { month: "short" })}`;
  const year = first.getUTCFullYear() === last.getUTCFullYear() ? "" : ` ${first.getUTCFullYear()}`;
  return `${first.getUTCDate()}${month}${year} – ${end}`;
}

/** @param {Page} page @param {number} week */
async function sees(page, week) {
  await eventually(async () => assert.equal(await page.locator(".week-head h2").innerText(), titleOf(week)));
}

/**
 * What the columns hold: the head of each, and of each appointment its time and its visitor.
 * @param {Page} page @returns {Promise<[string, string[][]][]>}
 */
function columns(page) {
  return page.locator(".agenda-day").evaluateAll((days) => {
    const text = (/** @type {Element} */ within, /** @type {string} */ selector) => within.querySelector(selector)?.textContent ?? "";
    return days.map((day) => {
      const entries = [...day.querySelectorAll(".agenda-entry")];
      return [text(day, ".agenda-date [aria-hidden]"), entries.map((entry) => [text(entry, ".agenda-time"), text(entry, ".agenda-who")])];
    });
  });
}

/** The columns of the week ahead with these in them, by weekday. @param {Record<number, string[][]>} entries */
const expected = (entries) => Array.from({ length: 7 }, (_, weekday) => [head(dayOf(AHEAD, weekday)), entries[weekday] ?? []]);

const TESS = ["9:00 am – 9:30 am", "Tess Tuesday"];
const COLE = ["9:00 am – 9:30 am", "Cole Colleague"];
const THEO = ["4:30 pm – 5:00 pm", "Theo Thursday"];

/** @param {Stage} stage @param {import("playwright-core").BrowserContextOptions} [options] */
async function owner({ person }, options) {
  const { page } = await person({ timezoneId: ZONE, ...options });
  await comeIn(page, server.url, await server.demoSignIn("owner"));
  return page;
}

/** @type {Promise<{ me: string, colleague: string }> | undefined} */
let booked;

/** Three visitors book in the week ahead, two with the owner; gives the ids of whom they meet. @param {Stage} stage */
function visitors(stage) {
  booked ??= (async () => {
    const desk = await owner(stage);
    await desk.goto(`${server.url}/app/availability`);
    const links = desk.locator(".booking-link").filter({ hasText: site });
    const link = await links.locator(".booking-address").filter({ hasText: "With me" }).getByRole("link").getAttribute("href");
    const me = new URL(link ?? "").searchParams.get("host") ?? "";
    const { page } = await stage.person({ javaScriptEnabled: false });
    const address = `${server.url}/book/${site}?zone=${ZONE}`;
    await page.goto(address);
    const hosts = await page.locator("a.booking-host[href*='host=']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const ids = hosts.map((href) => new URL(href ?? "", server.url).searchParams.get("host") ?? "");
    const colleague = ids.find((id) => id !== me) ?? "";
    for (const { name, host, weekday, isFirst } of [
      { name: TESS[1], host: me, weekday: 1, isFirst: true },
      { name: COLE[1], host: colleague, weekday: 1, isFirst: true },
      { name: THEO[1], host: me, weekday: 3, isFirst: false },
    ]) {
      await page.goto(`${address}&host=${host}&day=${iso(dayOf(AHEAD, weekday))}`);
      const times = page.locator(".picker-time input");
      await (isFirst ? times.first() : times.last()).check();
      await page.getByRole("textbox", { name: "Your name" }).fill(name);
      await page.getByRole("textbox", { name: "E-mail" }).fill(`${name.split(" ")[0].toLowerCase()}@mail.example`);
      await page.getByRole("button", { name: "Book this time" }).click();
      await page.getByRole("heading", { name: "It's booked" }).waitFor();
    }
    return { me, colleague };
  })();
  return booked;
}

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with" : "without";

  test(`a week shows who comes when, one's own and everybody's, ${mode} JavaScript`, async (stage) => {
    const { me, colleague } = await visitors(stage);
    const page = await owner(stage, { javaScriptEnabled });
    await page.goto(`${server.url}/app/appointments`);
    await page.getByRole("link", { name: "Week", exact: true }).click();
    await sees(page, 0);
    assert.equal(new URL(page.url()).searchParams.get("host"), me, "one's own at first");
    assert.deepEqual(await page.locator(".agenda-day[data-today] .agenda-date [aria-hidden]").allInnerTexts(), [head(today)]);
    for (let week = 1; week <= AHEAD; week += 1) {
      await page.getByRole("link", { name: "The week after" }).click();
      await sees(page, week);
    }
    assert.deepEqual(await columns(page), expected({ 1: [TESS], 3: [THEO] }));
    assert.equal(await page.locator(".agenda-day[data-today]").count(), 0);
    await page.getByText(`Times by the clock of ${ZONE}.`).waitFor();

    const whose = page.getByLabel("With whom");
    await whose.selectOption({ label: "With anybody" });
    await page.getByRole("button", { name: "Show" }).click();
    await eventually(async () => assert.deepEqual(await columns(page), expected({ 1: [TESS, COLE], 3: [THEO] })));
    assert.equal(await page.locator(".agenda-entry").getByText(/^with /).count(), 3, "of several people, each says whose it is");
    await whose.selectOption(colleague);
    await page.getByRole("button", { name: "Show" }).click();
    await eventually(async () => assert.deepEqual(await columns(page), expected({ 1: [COLE] })));
    await sees(page, AHEAD);

    await page.getByRole("link", { name: "The week before" }).click();
    await sees(page, AHEAD - 1);
    assert.deepEqual((await columns(page)).map(([, entries]) => entries.length), Array(7).fill(0));
    await page.getByRole("link", { name: "Today", exact: true }).click();
    await sees(page, 0);
    assert.equal(await page.locator(".agenda-day[data-chosen] .agenda-date [aria-hidden]").innerText(), head(today));
  });
}

test("the keyboard steps through weeks, opens an appointment and comes back", async (stage) => {
  await visitors(stage);
  const page = await owner(stage);
  await page.goto(`${server.url}/app/appointments`);
  // A page that is alive tells times by its own clock.
  await page.locator(".ws-time", { hasText: "UTC" }).first().waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Week", exact: true }).press("Enter");
  await sees(page, 0);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
  await page.getByRole("link", { name: "The week after" }).focus();
  for (let week = 1; week <= AHEAD; week += 1) {
    await page.keyboard.press("Enter");
    await sees(page, week);
    assert.equal(await focused(), "The week after", "whoever steps on need not look for the way again");
  }
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Today");
  await page.keyboard.press("Tab");
  assert.match((await focused()) ?? "", /Tess Tuesday/, "the strip of days is none for a desk");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Tess Tuesday" }).waitFor();
  await page.locator(".desk-when").getByText("9:00 am").waitFor();
  await page.goBack();
  await sees(page, AHEAD);
  assert.deepEqual(await columns(page), expected({ 1: [TESS], 3: [THEO] }));
});

test("a phone shows a day of the week under a strip of all", async (stage) => {
  const { me } = await visitors(stage);
  const page = await owner(stage, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(`${server.url}/app/appointments?view=week&host=${me}&day=${iso(dayOf(AHEAD, 0))}`);
  await sees(page, AHEAD);
  const strip = page.getByRole("navigation", { name: "Days of the week" }).getByRole("link");
  assert.equal(await strip.count(), 7);
  const marks = await strip.evaluateAll((days) => days.map((day) => day.querySelector("[data-any]") !== null));
  assert.deepEqual(marks, [false, true, false, true, false, false, false]);
  const name = (/** @type {number} */ weekday, /** @type {string} */ has) =>
    `${words(dayOf(AHEAD, weekday), { weekday: "long" })}, ${words(dayOf(AHEAD, weekday), { month: "long" })} ${dayOf(AHEAD, weekday).getUTCDate()}, ${has}`;
  const day = (/** @type {number} */ weekday, /** @type {string} */ has) => page.getByRole("link", { name: name(weekday, has) });
  const visible = page.locator(".agenda-day:visible");
  const shows = (/** @type {number} */ weekday, /** @type {string} */ text) => eventually(async () => {
    assert.equal(await visible.count(), 1);
    assert.equal(await visible.locator(".agenda-date [aria-hidden]").innerText(), head(dayOf(AHEAD, weekday)));
    assert.ok((await visible.innerText()).includes(text), await visible.innerText());
    const current = await strip.evaluateAll((days) => days.map((one) => one.getAttribute("aria-current")));
    assert.deepEqual(current, Array.from({ length: 7 }, (_, at) => (at === weekday ? "date" : null)));
  });
  await shows(0, "Nothing booked");
  await day(1, "1 appointment").tap();
  await shows(1, "Tess Tuesday");
  await day(3, "1 appointment").focus();
  await page.keyboard.press("Enter");
  await shows(3, "Theo Thursday");
  await day(2, "nothing booked").tap();
  await shows(2, "Nothing booked");
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "no sideways scrolling");
  // The day of the week stays when the week changes.
  await page.getByRole("link", { name: "The week after" }).tap();
  await sees(page, AHEAD + 1);
  assert.equal(await visible.locator(".agenda-date [aria-hidden]").innerText(), head(dayOf(AHEAD + 1, 2)));
});

test("a week shows days off, and nothing that was called off", async (stage) => {
  const { me } = await visitors(stage);
  const page = await owner(stage);
  const wednesday = iso(dayOf(AHEAD, 2));
  await page.goto(`${server.url}/app/availability`);
  await page.getByLabel("First day off").fill(wednesday);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: `Remove the days off from ${wednesday}` }).waitFor();
  const week = `${server.url}/app/appointments?view=week&host=${me}&day=${wednesday}`;
  await page.goto(week);
  await sees(page, AHEAD);
  const off = page.locator(".agenda-day").filter({ has: page.getByText("Day off") });
  assert.deepEqual(await off.locator(".agenda-date [aria-hidden]").allInnerTexts(), [head(dayOf(AHEAD, 2))]);

  await page.locator(".agenda-entry").filter({ hasText: THEO[1] }).click();
  await page.getByRole("button", { name: "Call off and tell the visitor" }).click();
  await page.locator(".badge", { hasText: "Called off" }).waitFor();
  await page.goto(week);
  await eventually(async () => assert.deepEqual(await columns(page), expected({ 1: [TESS] })));
});
