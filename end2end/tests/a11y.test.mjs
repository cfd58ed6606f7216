// Every screen, light and dark, wide and narrow, under axe: no violation of WCAG 2.2 A and AA.
import assert from "node:assert/strict";
import { comeIn } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { violations } from "../lib/axe.mjs";
import { LOOKS, publicScreens, settingsScreens, workspaceScreens } from "../lib/screens.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";
import { suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

for (const look of LOOKS) {
  test(`public pages, ${look.name}`, async ({ person }) => {
    const { page } = await person(look.options);
    assert.deepEqual(await violationsOf(publicScreens(server.url), page), []);
  }, { forgive: /status of 4(04|10)/ });

  test(`workspace, ${look.name}`, async ({ person }) => {
    const { page } = await person(look.options);
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    assert.deepEqual(await violationsOf(workspaceScreens(server.url), page), []);
  });

  test(`a site's settings, ${look.name}`, async ({ person }) => {
    const { page } = await person(look.options);
    await comeIn(page, server.url, await server.demoSignIn("owner"));
    assert.deepEqual(await violationsOf(settingsScreens(server.url), page), []);
  });

  test(`widget, ${look.name}`, async ({ person }) => {
    await embedIn(host, server, await person(), `Green Roofs ${look.name}`);
    const { page } = await person(look.options);
    await lookInside(page);
    await page.goto(host.origin);
    const chat = await openWidget(page);
    await chat.say("Hello, what does solar cost?");
    await chat.answer(2);
    assert.deepEqual(await violations(chat.frame()), []);
  });
}

/** @param {import("../lib/screens.mjs").Screen[]} screens @param {import("playwright-core").Page} page */
async function violationsOf(screens, page) {
  const found = [];
  for (const screen of screens) {
    await screen.open(page);
    found.push(...(await violations(page)).map((violation) => `${screen.name}: ${violation}`));
  }
  return found;
}
