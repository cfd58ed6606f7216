// A picture whose link works no more is asked for again, once, with a link that works.
import assert from "node:assert/strict";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** A picture of one red pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC", "base64");

test("a picture whose link is refused gets another", async ({ person }) => {
  const host = await HostPage.serve();
  await embedIn(host, server, await person(), "Renewed Roofs");
  const { page } = await person();
  await lookInside(page);
  // As if the page had been open for longer than links work: those that come with the messages are not valid, those
  // that are asked for later are.
  let spoilt = true;
  await page.routeWebSocket(/\/ws/, (socket) => {
    const upstream = socket.connectToServer();
    socket.onMessage((message) => upstream.send(message));
    upstream.onMessage((message) => socket.send(spoilt && typeof message !== "string" ? withoutKeys(message) : message));
  });
  /** @type {number[]} */
  const answers = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/files/")) answers.push(response.status());
    if (response.status() === 403) spoilt = false;
  });
  await page.goto(host.origin);
  const chat = await openWidget(page);
  await chat.say("Here is a picture");
  await chat.place.locator(".chat-files").setInputFiles({ name: "roof.png", mimeType: "image/png", buffer: PNG });
  const picture = chat.log.locator(".chat-picture img");
  await eventually(async () => {
    assert.ok(await picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth === 1), "it is shown");
  });
  assert.deepEqual(answers, [403, 200]);
}, { forgive: /status of 403/ });

/** A frame whose links have keys that nobody signed. @param {Buffer} frame */
function withoutKeys(frame) {
  const text = frame.toString("latin1").replaceAll(/(\/files\/[0-9a-f-]{36}\?key=)[\w-]{8}/g, "$1AAAAAAAA");
  return Buffer.from(text, "latin1");
}
