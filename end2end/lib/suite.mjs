// What a test file begins with: a server, a browser, and a `test` that looks after both.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { basename } from "node:path";
import { after, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { atEnd, cleanUp } from "./cleanup.mjs";
import { Server } from "./server.mjs";

export const ARTIFACTS = fileURLToPath(new URL("../artifacts/", import.meta.url));

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** How long anything that a person waits for may take. */
const PATIENCE = 10_000;

/** What a browser would do of its own accord: talk to the network, or take a page elsewhere. */
const UNWANTED = [
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
];

/** A server that is stopped at the end. @param {Parameters<typeof Server.start>[0]} [options] */
export async function startServer(options) {
  const server = await Server.start(options);
  atEnd(() => server.stop());
  return server;
}

/** A browser that is closed at the end. @returns {Promise<import("playwright-core").Browser>} */
export async function launchBrowser() {
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: BROWSER,
    chromiumSandbox: !isRoot,
    // The last list of features counts. Playwright's own also turns off that storage is kept apart by the
    // site on top, as people's browsers do; without it, a frame of another site has no storage at all.
    args: [`--disable-features=${UNWANTED.join(",")}`],
  });
  atEnd(() => browser.close());
  return browser;
}

/**
 * A person in front of a browser of their own: cookies and storage are shared with nobody.
 * @typedef {object} Person
 * @property {import("playwright-core").BrowserContext} context
 * @property {import("playwright-core").Page} page
 * @property {string[]} problems What the browser complained about: errors of scripts, policies, requests.
 */

/**
 * @typedef {object} Stage
 * @property {Server} server
 * @property {(options?: import("playwright-core").BrowserContextOptions) => Promise<Person>} person
 */

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<Person>}
 */
export async function newPerson(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  /** @type {string[]} */
  const problems = [];
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => problems.push(String(error.error())));
  return { context, page: await context.newPage(), problems };
}

/**
 * Starts what a file of tests needs. Its `test` gives each test people of its own, keeps pictures of
 * what they saw last if the test fails, and fails it if a browser complained about anything.
 * @param {string} file `import.meta.url` of the tests
 * @param {Parameters<typeof Server.start>[0]} [options]
 */
export async function suite(file, options) {
  after(cleanUp);
  const server = await startServer(options);
  const browser = await launchBrowser();

  /**
   * @param {string} name
   * @param {(stage: Stage) => Promise<void>} body
   * @param {{ forgive?: RegExp, timeout?: number, todo?: string }} [limits] `forgive` matches complaints that belong to
   *   the test; `todo` says what is known not to work yet: the test runs, and its failure is reported, but fails nothing.
   */
  function test(name, body, { forgive, timeout = 120_000, todo } = {}) {
    nodeTest(name, { timeout, todo }, async () => {
      /** @type {Person[]} */
      const people = [];
      const person = async (/** @type {import("playwright-core").BrowserContextOptions | undefined} */ wishes) => {
        const someone = await newPerson(browser, wishes);
        people.push(someone);
        return someone;
      };
      try {
        await body({ server, person });
        const problems = people.flatMap((someone) => someone.problems);
        assert.deepEqual(problems.filter((problem) => !forgive?.test(problem)), [], "a browser complained");
      } catch (error) {
        await keepPictures(people, `${basename(file, ".test.mjs")} ${name}`);
        console.error(server.log.split("\n").filter((line) => /WARN|ERROR|panic/.test(line)).slice(-20).join("\n"));
        throw error;
      } finally {
        for (const someone of people) await someone.context.close();
      }
    });
  }
  return { test, server, browser };
}

/** @param {Person[]} people @param {string} title */
async function keepPictures(people, title) {
  await mkdir(ARTIFACTS, { recursive: true });
  const stem = title.replaceAll(/[^\w]+/g, "-").slice(0, 100);
  for (const [index, { context }] of people.entries()) {
    for (const [number, page] of context.pages().entries()) {
      const path = `${ARTIFACTS}failed-${stem}-${index}-${number}.png`;
      await page.screenshot({ path }).catch(() => {});
    }
  }
}

/**
 * Waits until an assertion holds.
 * @template T
 * @param {() => Promise<T>} assertion
 * @param {number} [patience] milliseconds
 * @returns {Promise<T>}
 */
export async function eventually(assertion, patience = PATIENCE) {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
