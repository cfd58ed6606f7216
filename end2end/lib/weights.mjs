// How much a browser really downloads for the widget, before and after it is opened.
import assert from "node:assert/strict";
import { HostPage } from "./host-page.mjs";
import { eventually, newPerson } from "./suite.mjs";
import { embedIn, lookInside, openWidget } from "./widget.mjs";

/** In bytes, as they come over the line. */
export const BUDGET = { loader: 3 * 1024, opening: 80 * 1024 };

/** @typedef {{ path: string, bytes: number, encoding: string }} Download */

/**
 * @param {import("./server.mjs").Server} server
 * @param {import("playwright-core").Browser} browser
 * @returns {Promise<{ loader: Download, arrival: Download[], opening: Download[] }>}
 */
export async function weighWidget(server, browser) {
  const host = await HostPage.serve();
  const owner = await newPerson(browser);
  await embedIn(host, server, owner, "Scales");
  await owner.context.close();

  const visitor = await newPerson(browser);
  await lookInside(visitor.page);
  /** @type {Promise<Download>[]} */
  let downloads = [];
  const open = new Set();
  visitor.context.on("request", (request) => open.add(request));
  for (const end of /** @type {const} */ (["requestfinished", "requestfailed"])) {
    visitor.context.on(end, (request) => open.delete(request));
  }
  const quiet = () => eventually(async () => assert.equal(open.size, 0));
  visitor.context.on("requestfinished", (request) => {
    if (request.url().startsWith(server.url)) downloads.push(weigh(request));
  });
  await visitor.page.goto(host.origin);
  await visitor.page.getByRole("button", { name: "Open chat" }).waitFor();
  await quiet();
  const arrival = await Promise.all(downloads);
  downloads = [];
  const chat = await openWidget(visitor.page);
  await chat.say("Hello");
  await chat.answer(1);
  await quiet();
  const opening = await Promise.all(downloads);
  await visitor.context.close();
  const loader = arrival.find((download) => download.path === "/widget.js");
  if (!loader) throw new Error("the loader was not downloaded");
  return { loader, arrival, opening };
}

/** @param {import("playwright-core").Request} request @returns {Promise<Download>} */
async function weigh(request) {
  const [sizes, response] = await Promise.all([request.sizes(), request.response()]);
  const headers = (await response?.allHeaders()) ?? {};
  return {
    path: new URL(request.url()).pathname,
    bytes: sizes.responseBodySize,
    encoding: headers["content-encoding"] ?? "none",
  };
}

/** @param {Download[]} downloads */
export const total = (downloads) => downloads.reduce((sum, { bytes }) => sum + bytes, 0);
