// A picture whose link works no more is asked for again, once, with a link that works.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** A picture of one red pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC", "base64");

test("a picture whose link is refused gets another", async ({ person }) => {
  const { page } = await person();
  // As if the page had been open for longer than links work: those of the first frame that has any are not valid.
  let spoil = 1;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const upstream = socket.connectToServer();
    socket.onMessage((message) => upstream.send(message));
    upstream.onMessage((message) => {
      const isSpoilt = spoil > 0 && message.includes("/files/");
      if (isSpoilt) spoil -= 1;
      socket.send(isSpoilt && typeof message !== "string" ? withoutKeys(message) : message);
    });
  });
  /** @type {number[]} */
  const answers = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/files/")) answers.push(response.status());
  });
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").first().click();
  const files = page.locator(".pane-composer .chat-files");
  const pictures = page.locator(".pane .chat-picture img");
  const attach = async (/** @type {string} */ name) => {
    await eventually(async () => {
      await files.setInputFiles({ name, mimeType: "image/png", buffer: PNG });
      await page.locator(".pane .chat-log").getByText(name).or(pictures.and(page.getByAltText(name))).first().waitFor({ timeout: 3_000 });
    });
  };
  const width = () => pictures.last().evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);

  await attach("roof.png");
  await eventually(async () => assert.equal(await width(), 1, "it is shown"));
  assert.deepEqual(answers, [404, 200]);
}, { forgive: /status of 404/ });

/** A frame whose links have keys that nobody signed. @param {Buffer} frame */
function withoutKeys(frame) {
  const text = frame.toString("latin1").replaceAll(/(\/files\/[0-9a-f-]{36}\?key=)[\w-]{8}/g, "$1AAAAAAAA");
  return Buffer.from(text, "latin1");
}
