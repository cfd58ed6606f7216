// Broken lines, restarts, a database that dies: nothing is lost, doubled, or out of order.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { Chat, embedIn, lookInside, openWidget } from "../lib/widget.mjs";
import { Wire } from "../lib/wire.mjs";

const wire = await Wire.open();
const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_PUBLIC_URL: wire.url } });
wire.port = server.port;
const host = await HostPage.serve();
// Broken connections are what these tests are about.
const forgive = /WebSocket|Failed to load resource|ERR_/;
const PATIENCE = 30_000;

/**
 * A visitor and a buyer in the middle of a conversation. The visitor's line can be cut, the buyer's can't.
 * @param {import("../lib/suite.mjs").Stage} stage
 * @param {string} name
 */
async function conversation({ person }, name) {
  const buyer = await person();
  await embedIn(host, server, buyer, `Roofs of ${name}`);
  host.snippet = host.snippet.replace(server.url, wire.url);
  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);
  await chat.say(`Hello, I'm ${name} Walsh, ${name.toLowerCase()}@mail.example`);
  await chat.answer(2);
  await buyer.page.goto(`${server.url}/app/inbox`);
  await buyer.page.getByRole("link").filter({ hasText: `${name} Walsh` }).click();
  const desk = new Chat(buyer.page, buyer.page);
  await desk.say("I have you on the line.");
  await chat.see("I have you on the line.");
  return { chat, desk, visitor };
}

/** Both sides show the same, each of `texts` once. @param {Chat} chat @param {Chat} desk @param {string[]} texts */
async function agree(chat, desk, texts) {
  await eventually(async () => {
    const [visitor, buyer] = [await chat.messages(), await desk.messages()];
    assert.deepEqual(visitor.slice(-buyer.length), buyer);
    for (const text of texts) assert.equal(buyer.filter((said) => said === text).length, 1, text);
    assert.equal(await chat.log.getByText("Sending…").count(), 0);
    assert.equal(await desk.log.getByText("Sending…").count(), 0);
  }, PATIENCE);
}

test("the visitor's line breaks and comes back", async (stage) => {
  const { chat, desk } = await conversation(stage, "Tom");
  wire.cut();
  await chat.say("Written in a tunnel, one");
  await chat.say("Written in a tunnel, two");
  await desk.say("Are you still there?");
  await chat.place.getByText("Reconnecting").waitFor();
  assert.equal((await chat.messages()).includes("Are you still there?"), false);
  wire.mend();
  await agree(chat, desk, ["Written in a tunnel, one", "Written in a tunnel, two", "Are you still there?"]);
  const said = await desk.messages();
  assert.ok(said.indexOf("Written in a tunnel, one") < said.indexOf("Written in a tunnel, two"));
}, { forgive });

test("an acknowledgement is lost: the message is stored once", async (stage) => {
  const { chat, desk } = await conversation(stage, "Ida");
  wire.deafen();
  await chat.say("Did this arrive?");
  await desk.see("Did this arrive?");
  wire.cut();
  wire.mend();
  await agree(chat, desk, ["Did this arrive?"]);
}, { forgive });

test("a reload while the line is broken loses nothing that was sent", async (stage) => {
  const { chat, desk, visitor } = await conversation(stage, "Uma");
  wire.cut();
  await desk.say("Sent while you were away");
  wire.mend();
  await visitor.page.reload();
  const again = await openWidget(visitor.page);
  await agree(again, desk, ["Sent while you were away"]);
  await chat.see("Sent while you were away");
}, { forgive });

for (const signal of /** @type {const} */ (["SIGTERM", "SIGKILL"])) {
  test(`the server restarts after ${signal}`, async (stage) => {
    const { chat, desk } = await conversation(stage, signal === "SIGTERM" ? "Ben" : "Eva");
    await server.halt(signal);
    await chat.say("Written while the server was down");
    await desk.say("Me too");
    const took = await server.launch();
    assert.ok(took < 10_000, `ready after ${Math.round(took)} ms`);
    await agree(chat, desk, ["Written while the server was down", "Me too"]);
    await chat.say("And on we go");
    await desk.see("And on we go");
  }, { forgive });
}

test("the database dies and comes back", async (stage) => {
  const { chat, desk } = await conversation(stage, "Liv");
  const pidFile = join(server.folder, "data", "postgres", "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8")).split("\n")[0]);
  process.kill(pid, "SIGKILL");
  await chat.say("Written while there was no database");
  await agree(chat, desk, ["Written while there was no database"]);
  await eventually(async () => assert.ok(await server.isReady()));
}, { forgive });
