// Bad input gets a clear answer, and never does anything: markup, SQL, odd text, foreign pages, broken frames.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { after } from "node:test";
import { WebSocket } from "ws";
import { createSite, openSettings, signUp } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { fillIn, send } from "../lib/lead-form.mjs";
import { suite } from "../lib/suite.mjs";
import { Chat, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

/** Markup that acts, SQL, an emoji of several code points, right-to-left text, a bidirectional override. */
const NASTY = `<img src=x onerror="pwned=1"><script>pwned=1</script>'; drop table lead; -- 👩‍🚀 שלום \u202Eevil`;
/** The same for a field that holds a name. */
const NASTY_NAME = `<b onclick=pwned=1>Zoë</b>'"; -- 👩‍🚀 שלום`;

after(() => assert.doesNotMatch(server.log, /panicked/));

/** @param {import("playwright-core").Page} page */
async function assertHarmless(page) {
  for (const frame of page.frames()) {
    assert.equal(await frame.evaluate(() => "pwned" in globalThis), false, "a script ran");
  }
}

test("whatever is typed is shown as text, everywhere", async ({ person }) => {
  const owner = await person();
  await signUp(owner.page, server.url, {
    organization: NASTY_NAME,
    name: NASTY_NAME,
    email: "zoe@nasty.example",
    password: `${NASTY} and a password`,
  });
  await owner.page.getByText(NASTY_NAME).first().waitFor();
  host.snippet = await createSite(owner.page, server.url, { name: NASTY_NAME, origins: host.origin });
  const greeting = owner.page.getByLabel("Greeting for everybody");
  await openSettings(owner.page, NASTY_NAME, "Greeting and rules");
  await greeting.fill(NASTY);
  await owner.page.getByRole("button", { name: "Save changes" }).click();
  await owner.page.getByText("Saved").first().waitFor();
  await owner.page.reload();
  assert.equal(await greeting.inputValue(), NASTY);

  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(`${host.origin}/?utm_campaign=${encodeURIComponent(NASTY)}`);
  await visitor.page.getByText(NASTY).waitFor();
  const chat = await openWidget(visitor.page);
  await chat.see(NASTY);
  await chat.say(`I'm Zoe Walsh, zoe.walsh@mail.example ${NASTY}`);
  await chat.say("<a href='javascript:pwned=1'>click</a> javascript:pwned=1 https://example.com/?q=<b>");
  await chat.answer(2);
  await assertHarmless(visitor.page);

  await owner.page.goto(`${server.url}/app/inbox`);
  await owner.page.getByRole("link").filter({ hasText: "zoe.walsh@mail.example" }).click();
  const desk = new Chat(owner.page, owner.page);
  await desk.see(NASTY);
  await desk.say(NASTY);
  await chat.see(NASTY);
  assert.equal(await desk.log.locator("img, script, b, a[href^='javascript']").count(), 0);
  await owner.page.getByRole("complementary", { name: "Details" }).getByText(NASTY).first().waitFor();
  await owner.page.getByRole("link", { name: "Open lead" }).click();
  await owner.page.getByRole("heading", { name: "What happened" }).waitFor();
  await owner.page.goto(`${server.url}/app/leads?q=${encodeURIComponent(NASTY)}`);
  await owner.page.getByText("No lead matches").waitFor();
  await assertHarmless(owner.page);
});

test("a landing form takes the same, and its lead shows it as text", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto(`${server.url}/leads/legal?utm_source=${encodeURIComponent(NASTY)}`);
  await fillIn(page, { name: NASTY_NAME, email: "nasty@mail.example", notes: NASTY });
  await send(page);
  await page.waitForURL(/\/thanks/);
});

test("other origins can't change anything", async () => {
  const body = new URLSearchParams({ email: "a@b.example", password: "irrelevant here" });
  for (const origin of ["https://evil.example", "null", `http://localhost:${server.port + 1}`, undefined]) {
    /** @type {Record<string, string>} */
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    if (origin) headers.origin = origin;
    const response = await fetch(`${server.url}/api/accounts/sign-in`, { method: "POST", body, headers });
    assert.equal(response.status, 403, String(origin));
  }
});

test("an oversized body is refused", async () => {
  // The answer comes before the body has been sent, which `fetch` would take for a failure.
  const socket = connect(server.port, "127.0.0.1");
  socket.write(`POST /api/accounts/sign-in HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\norigin: ${server.url}\r\n`);
  socket.write("content-type: application/x-www-form-urlencoded\r\ncontent-length: 2000000000\r\n\r\nemail=aaaa");
  const [answer] = await once(socket, "data");
  socket.destroy();
  assert.match(String(answer), /^HTTP\/1\.1 413 /);
});

test("a body that grows too large while it is sent is refused", async () => {
  const headers = { origin: server.url, "content-type": "application/x-www-form-urlencoded" };
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(`email=${"a".repeat(280_000)}&password=b`));
      controller.close();
    },
  });
  const request = { method: "POST", body, headers, duplex: /** @type {const} */ ("half") };
  const response = await fetch(`${server.url}/api/accounts/sign-in`, request);
  assert.ok(response.status >= 400 && response.status < 500, String(response.status));
});

test("wrong types and missing fields are the sender's fault", async () => {
  const headers = { origin: server.url, "content-type": "application/x-www-form-urlencoded" };
  const requests = [
    ["accounts/sign-in", "email=only@half.example"],
    ["accounts/sign-in", "\u0000%ff%fe=&&&=%"],
    ["leads/submit", "industry=alchemy&form[name]=x"],
    ["leads/submit", "industry=solar&form=notastruct"],
    ["conversations/take", "id=not-a-uuid"],
    ["no/such/function", ""],
  ];
  for (const [path, body] of requests) {
    const response = await fetch(`${server.url}/api/${path}`, { method: "POST", body, headers, redirect: "manual" });
    assert.ok(response.status >= 300 && response.status < 500, `${path} with ${body}: ${response.status}`);
  }
  const cookie = { cookie: "beckon_session=%00\"'; drop table session; --" };
  assert.equal((await fetch(server.url, { headers: cookie })).status, 200);
});

test("unknown sites are not found, and odd addresses harm nobody", async () => {
  const unknown = `bk_${"a".repeat(20)}`;
  for (const key of [unknown, "bk_", "..%2f..%2fetc%2fpasswd", "%00", "' or 1=1"]) {
    for (const part of ["config", "frame"]) {
      const response = await fetch(`${server.url}/widget/${encodeURIComponent(key)}/${part}`);
      assert.equal(response.status, 404, `${key}/${part}`);
    }
  }
  for (const path of ["/pkg/..%2f..%2fCargo.toml", "/widget/assets/%2e%2e/%2e%2e/Cargo.toml", "/pkg/", "/%ff"]) {
    const response = await fetch(server.url + path);
    assert.ok(response.status >= 400 && response.status < 500, `${path}: ${response.status}`);
  }
});

test("on a page that is not allowed, the widget shows nothing and can't be framed", async ({ person }) => {
  const owner = await person();
  await signUp(owner.page, server.url, {
    organization: "Elsewhere",
    name: "Eve",
    email: "eve@elsewhere.example",
    password: "a perfectly fine password",
  });
  const snippet = await createSite(owner.page, server.url, { name: "Elsewhere", origins: "https://elsewhere.example" });
  const key = /data-site="([^"]+)"/.exec(snippet)?.[1];
  host.snippet = snippet;
  const stranger = await person();
  await stranger.page.goto(host.origin);
  await stranger.page.waitForLoadState("networkidle");
  assert.equal(await stranger.page.locator("beckon-chat").count(), 0);

  host.snippet = `<iframe src="${server.url}/widget/${key}/frame?host=${host.origin}" title="stolen"></iframe>`;
  await stranger.page.goto(host.origin);
  await stranger.page.waitForLoadState("networkidle");
  const framed = stranger.page.frames()[1];
  assert.equal(await framed.locator(".chat-composer").count(), 0);
  assert.doesNotMatch(framed.url(), /\/widget\//);
}, { forgive: /frame-ancestors|status of 403|CORS|ERR_FAILED|ERR_BLOCKED/ });

test("a WebSocket is for our own pages", async () => {
  for (const origin of ["https://evil.example", "null", undefined]) {
    const status = await new Promise((resolve, reject) => {
      const socket = new WebSocket(socketUrl(), { origin });
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode));
      socket.on("open", () => reject(new Error(`opened from ${origin}`)));
      socket.on("error", reject);
    });
    assert.equal(status, 403, String(origin));
  }
});

test("broken frames are refused, and the next visitor is served", async () => {
  const frames = [
    Buffer.from([]),
    Buffer.from([0xff]),
    Buffer.from("00ffffffffffffffffffff", "hex"),
    // Noise, but no known kind of frame.
    Buffer.concat([Buffer.from([0x77]), randomBytes(64)]),
    Buffer.concat([Buffer.from([0x77]), randomBytes(4096)]),
    Buffer.alloc(33 * 1024),
    "text where bytes are expected",
    // A hello of another version of the protocol.
    Buffer.from([0, 99, 0]),
    // A hello that claims a site key of 4 GB.
    Buffer.from([0, 2, 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x62, 0x6b]),
    // A ping before the hello.
    Buffer.from([14]),
    hello(`bk_${"a".repeat(20)}`),
  ];
  for (const [index, frame] of frames.entries()) {
    const outcome = await exchange(frame);
    assert.ok(outcome, `frame ${index} was refused or the connection closed`);
  }
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  // Counted from 0, the 14th kind of frame from the server is `Refused`, and its 2nd reason an unknown site.
  assert.deepEqual([...(await exchange(hello(`bk_${"b".repeat(20)}`)))], [14, 0, 2]);
});

const socketUrl = () => `${server.url.replace("http", "ws")}/ws`;

/** A visitor's first frame: the protocol's version, then site, token, nine parts of a touch, two counters. @param {string} key */
function hello(key) {
  return Buffer.concat([Buffer.from([0, 2, 1, key.length]), Buffer.from(key), Buffer.alloc(1 + 9 + 2 + 2)]);
}

/**
 * Sends one frame on a connection of its own, and tells what came back: bytes, or none if it was closed.
 * @param {Buffer | string} frame
 * @returns {Promise<Buffer>}
 */
function exchange(frame) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl(), { origin: server.url });
    const limit = setTimeout(() => reject(new Error("neither an answer nor an end")), 15_000);
    const end = (/** @type {Buffer} */ bytes) => {
      clearTimeout(limit);
      socket.terminate();
      resolve(bytes);
    };
    socket.on("open", () => socket.send(frame));
    socket.on("message", (bytes) => end(/** @type {Buffer} */ (bytes)));
    socket.on("close", () => end(Buffer.alloc(0)));
    socket.on("error", () => end(Buffer.alloc(0)));
  });
}
