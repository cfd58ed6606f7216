// A picture whose link works no more is asked for again, once, with a link that works.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** A picture of one red pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC", "base64");

test("a picture whose link is refused gets another, and no third", async ({ person }) => {
  const { page } = await person();
  // As if the page had been open for longer than links work: of the next so many frames with links, these are not valid.
  let spoil = 0;
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
  let answers = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/files/")) answers.push(response.status());
  });
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").first().click();
  const files = page.locator(".pane-composer .chat-files");
  const pictures = page.locator(".pane .chat-picture img");
  const attach = async (/** @type {string} */ name) => {
    answers = [];
    await eventually(async () => {
      await files.setInputFiles({ name, mimeType: "image/png", buffer: PNG });
      await page.locator(".pane .chat-log").getByText(name).or(pictures.and(page.getByAltText(name))).first().waitFor({ timeout: 3_000 });
    });
  };
  const width = () => pictures.last().evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);

  spoil = 1;
  await attach("roof.png");
  await eventually(async () => assert.equal(await width(), 1, "it is shown"));
  assert.deepEqual(answers, [403, 200]);

  spoil = Infinity;
  await attach("gone.png");
  await eventually(async () => assert.ok(answers.includes(403)));
  // What comes later has come after an answer to whatever was asked for.
  await page.locator(".pane-composer textarea").fill("Did you see it?");
  await page.locator(".pane-composer textarea").press("Enter");
  await page.locator(".pane .chat-bubble", { hasText: "Did you see it?" }).first().waitFor();
  assert.ok(answers.length <= 2, `asked ${answers.length} times`);
}, { forgive: /status of 403/ });

/** A frame whose links have keys that nobody signed. @param {Buffer} frame */
function withoutKeys(frame) {
  const text = frame.toString("latin1").replaceAll(/(\/files\/[0-9a-f-]{36}\?key=)[\w-]{8}/g, "$1AAAAAAAA");
  return Buffer.from(text, "latin1");
}
