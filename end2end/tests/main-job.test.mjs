// What Beckon is for: a stranger writes, becomes a scored lead, and is answered by a person, live.
import assert from "node:assert/strict";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { Chat, embedIn, launcher, lookInside, openWidget } from "../lib/widget.mjs";

const { test } = await suite(import.meta.url, { demo: true });
const host = await HostPage.serve();

/** How soon after arrival the greeting must be there. */
const GREETING_WITHIN = 3_000;

test("from a stranger's first message to a buyer's answer", async ({ server, person }) => {
  const buyer = await person();
  const { greeting } = await embedIn(host, server, buyer);
  await buyer.page.goto(`${server.url}/app/inbox`);
  await buyer.page.getByRole("heading", { name: "Inbox" }).waitFor();

  // A stranger arrives from an advertisement.
  const visitor = await person();
  await lookInside(visitor.page);
  /** @type {string[]} */
  const requests = [];
  visitor.context.on("request", (request) => requests.push(request.url()));
  const arrived = performance.now();
  await visitor.page.goto(`${host.origin}/?utm_source=google&utm_medium=cpc&utm_campaign=roofs`);
  await visitor.page.getByText(greeting).waitFor({ timeout: GREETING_WITHIN });
  const waited = performance.now() - arrived;
  assert.ok(waited < GREETING_WITHIN, `the greeting took ${Math.round(waited)} ms`);

  // So far they gave nothing, and nothing was taken.
  assert.equal(await visitor.page.locator("iframe").count(), 0);
  assert.deepEqual(requests.filter((url) => url.includes(".wasm")), []);
  assert.deepEqual(await visitor.context.cookies(), []);
  assert.deepEqual(await stored(visitor.page), { cookie: "", local: 0, session: 0, databases: 0 });

  // They open the chat and write; the assistant asks, and picks up what it hears.
  const chat = await openWidget(visitor.page);
  await chat.see(greeting);
  await chat.say("Hello, we own our house in Austin and want solar panels");
  await chat.answer(2);
  await chat.say("I'm Ana López, ana.lopez@mail.example, you can call me at (512) 555-0142");
  await chat.answer(3);
  await chat.say("Our budget is $6,000 a month and we want to start as soon as possible. It's my decision.");
  await chat.answer(4);
  assert.deepEqual(await visitor.context.cookies(), []);

  // The buyer, who touched nothing, sees the conversation arrive.
  const line = buyer.page.getByRole("link").filter({ hasText: "Ana López" });
  await line.waitFor();
  await line.click();
  const desk = new Chat(buyer.page, buyer.page);
  await desk.see("Ana López, ana.lopez@mail.example");

  // There is a lead, with what was said and a score whose reasons add up.
  const panel = buyer.page.getByRole("complementary", { name: "Details" });
  await panel.getByText("ana.lopez@mail.example").waitFor();
  await panel.getByText("+15125550142").or(panel.getByText(/512.*555.*0142/)).first().waitFor();
  for (const reason of ["Target industry", "Had a conversation", "Budget over $5,000 a month", "Wants to begin right away", "Decides alone"]) {
    await panel.getByText(reason).waitFor();
  }
  await eventually(async () => {
    const points = await panel.locator(".score-points").allInnerTexts();
    const sum = points.reduce((total, text) => total + Number.parseInt(text.slice(1), 10), 0);
    assert.equal(Number(await panel.locator(".meter-value").innerText()), Math.min(sum, 100));
  });
  for (const value of ["google", "cpc", "roofs"]) await panel.getByText(value, { exact: true }).first().waitFor();

  // A person takes over: each sees at once what the other writes, and that they write.
  await buyer.page.getByRole("button", { name: /^Take/ }).click();
  await desk.say("Hi Ana, this is Nora. A roof like yours saves about $180 a month.");
  await chat.see("Hi Ana, this is Nora.");
  // It is told at most every two seconds.
  await chat.field.pressSequentially("That sounds", { delay: 250 });
  await buyer.page.getByText("is typing…").waitFor();
  await chat.field.fill("");
  await chat.say("That sounds good! When can somebody come?");
  await desk.see("That sounds good! When can somebody come?");
  await desk.say("Tomorrow at ten?");
  await chat.see("Tomorrow at ten?");
  await chat.say("Perfect.");
  await desk.see("Perfect.");

  // With a person there, the assistant keeps out of it. Both see the same words in the same order.
  const said = await desk.messages();
  assert.equal(said.at(-1), "Perfect.");
  assert.deepEqual((await chat.messages()).slice(-said.length), said);

  // Both reload, and everything is there, once.
  await visitor.page.reload();
  const again = await openWidget(visitor.page);
  await again.see("Perfect.");
  await eventually(async () => assert.deepEqual(await again.messages(), await chat.messages()));
  await buyer.page.reload();
  await desk.see("Perfect.");
  assert.deepEqual(await desk.messages(), said);
  assert.deepEqual((await again.messages()).slice(-said.length), said);
  await again.say("One more thing: bring the papers.");
  await desk.see("One more thing: bring the papers.");

  // The host page's own styles stayed outside.
  const style = await chat.field.evaluate((field) => getComputedStyle(field).color);
  assert.notEqual(style, "rgb(255, 0, 0)");
  await launcher(visitor.page).click();
  await visitor.page.getByRole("button", { name: "Open chat" }).waitFor();
});

test("an answer that comes while the chat is closed is counted", async ({ server, person }) => {
  const buyer = await person();
  await embedIn(host, server, buyer, "Blue Roofs");
  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);
  await chat.say("Is anybody there? I'm Kim Reyes, kim.reyes@mail.example");
  await chat.answer(2);
  await visitor.page.getByRole("button", { name: "Close chat" }).first().click();

  await buyer.page.goto(`${server.url}/app/inbox`);
  await buyer.page.getByRole("link").filter({ hasText: "Kim Reyes" }).click();
  const desk = new Chat(buyer.page, buyer.page);
  await desk.say("Yes, I am.");
  await visitor.page.getByRole("button", { name: "Open chat, 1 unread" }).click();
  await chat.see("Yes, I am.");
  await desk.log.getByText(/Read$/).last().waitFor();
});

/** What the page and its origin keep. @param {import("playwright-core").Page} page */
function stored(page) {
  return page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
}
