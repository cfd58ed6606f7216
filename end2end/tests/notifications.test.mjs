// What members are told: the bell, how they want to be told, push, and the mailbox for trying things out.
import assert from "node:assert/strict";
import { createECDH, randomBytes } from "node:crypto";
import { violations } from "../lib/axe.mjs";
import { signIn } from "../lib/dashboard.mjs";
import { sql } from "../lib/database.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { LOOKS } from "../lib/screens.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

/** @param {import("playwright-core").Page} page */
const bell = (page) => page.getByRole("button", { name: /^Alerts/ });

test("the bell rings for what happens elsewhere, and not for what one looks at", async ({ person }) => {
  const buyer = await person();
  await embedIn(host, server, buyer);
  await buyer.page.goto(`${server.url}/app/dashboard`);
  await bell(buyer.page).waitFor();

  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);
  await chat.say("Is anybody there?");
  await buyer.page.getByRole("button", { name: /^Alerts [1-9]\d* unread$/ }).waitFor({ timeout: 30_000 });

  // By keyboard: open, close, open, and on to the conversation.
  await bell(buyer.page).focus();
  await buyer.page.keyboard.press("Enter");
  const list = buyer.page.getByRole("dialog", { name: "Notifications" });
  await list.getByText("began a conversation").waitFor();
  await buyer.page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  assert.ok(await bell(buyer.page).evaluate((element) => element === document.activeElement), "the focus goes back");
  await buyer.page.keyboard.press("Enter");
  await list.getByRole("link").filter({ hasText: "Is anybody there?" }).click();
  await buyer.page.waitForURL("**/app/inbox/*");
  await buyer.page.getByRole("button", { name: "Alerts", exact: true }).waitFor();

  // What they look at is read when it comes.
  await chat.say("I am still here");
  await buyer.page.getByText("I am still here").first().waitFor();
  await eventually(async () => {
    await bell(buyer.page).click();
    const lines = await list.getByRole("link").filter({ hasText: "I am still here" }).count();
    await buyer.page.keyboard.press("Escape");
    assert.ok(lines > 0);
  });
  await buyer.page.getByRole("button", { name: "Alerts", exact: true }).waitFor();
});

test("mark all read", async ({ person }) => {
  const buyer = await person();
  await embedIn(host, server, buyer, "Red Roofs");
  await buyer.page.goto(`${server.url}/app/team`);
  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  await (await openWidget(visitor.page)).say("Hello?");
  await buyer.page.getByRole("button", { name: /^Alerts \d+ unread$/ }).click();
  await buyer.page.getByRole("button", { name: "Mark all read" }).click();
  await buyer.page.getByRole("button", { name: "Alerts", exact: true }).waitFor();
  await buyer.page.reload();
  await buyer.page.getByRole("button", { name: "Alerts", exact: true }).waitFor();
});

test("how I am told is kept, with and without scripts", async ({ person }) => {
  const { page } = await person();
  await signIn(page, server.url, await server.demoSignIn("agent"));
  await page.goto(`${server.url}/app/notifications`);
  await page.getByLabel("By e-mail").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.reload();
  assert.equal(await page.getByLabel("By e-mail").isChecked(), false);
  assert.equal(await page.getByLabel("With a sound").isChecked(), true);

  const plain = await person({ javaScriptEnabled: false });
  await signIn(plain.page, server.url, await server.demoSignIn("agent"));
  await plain.page.goto(`${server.url}/app/notifications`);
  assert.equal(await plain.page.getByLabel("By e-mail").isChecked(), false);
  await plain.page.getByLabel("By e-mail").check();
  await plain.page.getByRole("button", { name: "Save" }).click();
  await plain.page.goto(`${server.url}/app/notifications`);
  assert.equal(await plain.page.getByLabel("By e-mail").isChecked(), true);
});

test("a browser that blocks notifications is told what to do", async ({ person }) => {
  const { page } = await person();
  await page.addInitScript(() => {
    Object.defineProperty(Notification, "permission", { get: () => "denied" });
  });
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/notifications`);
  await page.getByText("Notifications from this address are blocked").waitFor();
  assert.equal(await page.getByRole("button", { name: "Turn on in this browser" }).count(), 0);
});

test("the worker shows a message, and its click leads to the conversation", async ({ person }) => {
  const { page, context } = await person();
  await context.grantPermissions(["notifications"], { origin: server.url });
  await signIn(page, server.url, await server.demoSignIn("owner"));
  await page.goto(`${server.url}/app/notifications`);
  await page.getByRole("button", { name: "Turn on in this browser" }).waitFor();

  // No push service is reachable from here: the worker is registered as the button does, and the browser's
  // debugger delivers in the service's place.
  const devtools = await context.newCDPSession(page);
  /** @type {Promise<string>} */
  const registered = new Promise((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
  });
  const message = { title: "Ada wrote", body: "Hello <b>you</b>", url: "/app/leads", tag: "t" };
  const shown = await eventually(async () => {
    // What is delivered before the worker is up is lost; what is delivered twice takes the place of the first.
    for (const data of [JSON.stringify(message), "not what we send"]) {
      await devtools.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId: await registered, data });
    }
    const found = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const all = await registration.getNotifications();
      return all.map(({ title, body, data }) => ({ title, body, url: data.url }));
    });
    assert.equal(found.length, 2);
    return found;
  });
  assert.deepEqual(shown.find(({ title }) => title === "Ada wrote"), { title: "Ada wrote", body: "Hello <b>you</b>", url: "/app/leads" });
  assert.ok(shown.some(({ title }) => title === "Beckon"), "whatever came, something is shown");
});

/** A browser's subscription as JSON. @param {string} endpoint */
function subscription(endpoint) {
  const keys = createECDH("prime256v1");
  return { endpoint, keys: { p256dh: keys.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") } };
}

test("the worker tells when the push service has changed the browser's address", async ({ person }) => {
  const { page, context } = await person();
  await signIn(page, server.url, await server.demoSignIn("agent"));
  await page.goto(`${server.url}/app/notifications`);
  const [before, after] = ["before", "after"].map((name) => subscription(`https://push.example.com/${name}`));
  const started = context.waitForEvent("serviceworker");
  await page.evaluate(async (before) => {
    const body = new URLSearchParams({ subscription: JSON.stringify(before) });
    const answer = await fetch("/api/notifications/subscribe", { method: "POST", body, headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`refused: ${answer.status}`);
    await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
  }, before);
  const kept = () => sql(server, "select endpoint from push_subscription where endpoint like 'https://push.example.com/%'");
  assert.equal(await kept(), "https://push.example.com/before");

  // No push service is reachable from here to change it, and browsers have no other way: the event is made by hand, in
  // the worker. What is not made by the browser can't ask for time, so that is noted instead.
  const worker = await started;
  await worker.evaluate(async ({ before, after }) => {
    const event = new ExtendableEvent("pushsubscriptionchange");
    const told = new Promise((resolve) => Object.defineProperty(event, "waitUntil", { value: resolve }));
    Object.assign(event, { oldSubscription: before, newSubscription: after });
    self.dispatchEvent(event);
    await told;
  }, { before, after });
  assert.equal(await kept(), "https://push.example.com/after");
});

test("the mailbox is shown to the platform's admin alone", async ({ person }) => {
  const admin = await person();
  await signIn(admin.page, server.url, await server.demoSignIn("admin"));
  await admin.page.goto(`${server.url}/dev/mailbox`);
  await admin.page.getByRole("heading", { name: "Mailbox" }).waitFor();
  assert.deepEqual(await violations(admin.page), []);
  const buyer = await person();
  await signIn(buyer.page, server.url, await server.demoSignIn("owner"));
  await buyer.page.goto(`${server.url}/dev/mailbox`);
  await buyer.page.getByRole("heading", { name: "Not for you" }).waitFor();
}, { forgive: /status of 403/ });

for (const look of LOOKS) {
  test(`bell and settings, ${look.name}`, async ({ person }) => {
    const { page } = await person(look.options);
    await signIn(page, server.url, await server.demoSignIn("owner"));
    await page.goto(`${server.url}/app/notifications`);
    await page.getByRole("heading", { name: "Push in this browser" }).waitFor();
    assert.deepEqual(await violations(page), []);
    await bell(page).click();
    await page.getByRole("dialog", { name: "Notifications" }).getByRole("link").first().waitFor();
    assert.deepEqual(await violations(page), []);
  });
}
