// Takes a picture of every screen, wide and narrow, light and dark, into end2end/artifacts/screens.
// `node screenshots.mjs NAME…` takes only those whose names contain one of the words.
import { mkdir } from "node:fs/promises";
import { signIn } from "./lib/dashboard.mjs";
import { cleanUp } from "./lib/cleanup.mjs";
import { HostPage } from "./lib/host-page.mjs";
import { LOOKS, publicScreens, workspaceScreens } from "./lib/screens.mjs";
import { ARTIFACTS, launchBrowser, newPerson, startServer } from "./lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "./lib/widget.mjs";

const FOLDER = `${ARTIFACTS}screens/`;
const wanted = process.argv.slice(2);
const isWanted = (/** @type {string} */ name) => wanted.length === 0 || wanted.some((word) => name.includes(word));

/** @param {import("playwright-core").Page} page @param {string} name @param {string} look @param {boolean} fullPage */
async function take(page, name, look, fullPage) {
  await page.screenshot({ path: `${FOLDER}${name}-${look}.png`, fullPage, animations: "disabled" });
  console.log(`${name}-${look}.png`);
}

await mkdir(FOLDER, { recursive: true });
try {
  const server = await startServer();
  const browser = await launchBrowser();
  const host = await HostPage.serve();
  await embedIn(host, server, await newPerson(browser));
  for (const look of LOOKS) {
    const { page } = await newPerson(browser, look.options);
    for (const { name, open } of publicScreens(server.url).filter((screen) => isWanted(screen.name))) {
      await open(page);
      await take(page, name, look.name, true);
    }
    await signIn(page, server.url, await server.demoSignIn("owner"));
    for (const { name, open } of workspaceScreens(server.url).filter((screen) => isWanted(screen.name))) {
      await open(page);
      await take(page, name, look.name, !["inbox", "conversation"].includes(name));
    }
    if (!isWanted("widget")) continue;
    const visitor = await newPerson(browser, look.options);
    await lookInside(visitor.page);
    await visitor.page.goto(host.origin);
    await visitor.page.getByRole("button", { name: "Dismiss" }).waitFor();
    await take(visitor.page, "widget-greeting", look.name, false);
    const chat = await openWidget(visitor.page);
    await take(visitor.page, "widget-open", look.name, false);
    await chat.say("Hello, we own our house in Austin. What would solar cost?");
    await chat.answer(2);
    await take(visitor.page, "widget-conversation", look.name, false);
  }
} finally {
  await cleanUp();
}
