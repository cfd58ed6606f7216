// The built-in assistant books an appointment in the chat; the buyer sees it live.
import assert from "node:assert/strict";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { Chat, embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test } = await suite(import.meta.url, { demo: true, environment: { BECKON_LIMIT_FACTOR: "100" } });
const host = await HostPage.serve();

test("a visitor books a time with the assistant, and the buyer sees it", async ({ server, person }) => {
  const buyer = await person();
  const { greeting } = await embedIn(host, server, buyer);
  await buyer.page.goto(`${server.url}/app/inbox`);
  await buyer.page.getByRole("heading", { name: "Inbox" }).waitFor();

  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);
  await chat.see(greeting);
  await chat.say("Hi, I'm Ada Byron. I'd like to book an appointment");
  await chat.see("Which one suits you?");
  const offer = await chat.bubbles.filter({ hasText: "Which one suits you?" }).innerText();
  const second = /^2\. (.+)$/m.exec(offer)?.[1];
  assert.ok(second, `a list of times: ${offer}`);

  // The buyer has the conversation open from before it is booked.
  const line = buyer.page.getByRole("link").filter({ hasText: "Ada Byron" });
  await line.first().click();
  const desk = new Chat(buyer.page, buyer.page);
  await desk.see("I'd like to book an appointment");

  await chat.say("the second one, please");
  await chat.see("which e-mail address");
  await chat.say("ada.byron@mail.example");
  await chat.see("It's booked: ");
  const booked = await chat.bubbles.filter({ hasText: "It's booked: " }).innerText();
  assert.ok(booked.includes(second), `${booked} is not at ${second}`);
  assert.match(booked, /calendar entry \(\.ics\) is on its way to ada\.byron@mail\.example/);

  // Both see the line that says so, without touching anything.
  for (const place of [chat, desk]) {
    await place.log.getByText(`Appointment booked: ${second}`).waitFor();
  }
  // Among the appointments, too.
  await buyer.page.goto(`${server.url}/app/appointments`);
  await eventually(async () => {
    const all = await buyer.page.getByRole("main").innerText();
    assert.match(all, /Ada Byron/);
  });
});
