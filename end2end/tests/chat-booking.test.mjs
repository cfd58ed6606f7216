// The assistant makes an appointment in the chat: offered, chosen, in the desk's list and the mailbox, moved and called off.
import assert from "node:assert/strict";
import { comeIn, mailTo } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_LIMIT_FACTOR: "100" } });
const host = await HostPage.serve();

test("an appointment is made, moved and called off in the chat", async ({ person }) => {
  const owner = await person();
  await embedIn(host, server, owner, "Bookable Roofs");
  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);

  /** Says something; gives the assistant's answer to it. @param {string} text @param {RegExp} hint */
  const ask = async (text, hint) => {
    await chat.say(text);
    return eventually(async () => {
      const said = await chat.messages();
      const answers = said.slice(said.lastIndexOf(text) + 1).filter((answer) => hint.test(answer));
      assert.ok(answers.length > 0, said.slice(-3).join("\n---\n"));
      return answers[0];
    });
  };

  await ask("Hi, I'm Ida Wells, ida.wells@mail.example, we want solar panels on our roof", /\?/);
  // An offer is a list, whose numbers are the browser's.
  await chat.say("Could I book an appointment with somebody?");
  const offer = chat.log.locator(".chat-bubble li");
  await offer.nth(2).waitFor();
  const second = (await offer.nth(1).innerText()).trim();
  const done = await ask("the second one please", /^It's booked/);
  assert.ok(done.includes(second), done);
  assert.ok(done.includes("ida.wells@mail.example"), done);

  // It is on the desk, and in the mail with a calendar entry.
  await owner.page.goto(`${server.url}/app/appointments`);
  const row = owner.page.locator(".appointment").filter({ hasText: "Ida Wells" });
  await row.waitFor();
  assert.equal(await row.count(), 1);
  const { page: desk } = await person();
  await comeIn(desk, server.url, await server.demoSignIn("admin"));
  await mailTo(desk, server.url, "ida.wells@mail.example", /Booked/);

  // Asked again, it isn't booked twice.
  await ask("I need to move my appointment", /\d/);
  await eventually(async () => assert.ok((await offer.count()) >= 6, "other times"));
  const other = (await offer.last().innerText()).trim();
  const moved = await ask("the last one", /^It's moved/);
  assert.ok(moved.includes(other), `${moved} / ${other}`);
  await mailTo(desk, server.url, "ida.wells@mail.example", /Moved/);
  await owner.page.reload();
  await row.waitFor();
  assert.equal(await row.count(), 1);

  await ask("please cancel my appointment", /cancel|called off/i);
  await mailTo(desk, server.url, "ida.wells@mail.example", /Called off|Cancel/i);
  await owner.page.reload();
  await owner.page.getByRole("heading", { name: "Appointments" }).waitFor();
  await eventually(async () => assert.equal(await row.count(), 0));
});
