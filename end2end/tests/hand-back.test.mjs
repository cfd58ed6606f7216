// The way back to the assistant is there while a person has the conversation, and not otherwise.
import assert from "node:assert/strict";
import { answer } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

test("who has a conversation can give it back to the assistant, once", async ({ person }) => {
  const host = await HostPage.serve();
  const owner = await person();
  await embedIn(host, server, owner, "Handed Roofs");
  const { page: visitor } = await person();
  await lookInside(visitor);
  await visitor.goto(host.origin);
  const chat = await openWidget(visitor);
  await chat.say("Do you repair slate?");
  await chat.answer(2);

  const { page } = owner;
  await page.goto(`${server.url}/app/inbox`);
  await page.locator("[data-line]").filter({ hasText: "Handed Roofs" }).first().click();
  await page.locator(".pane .chat-bubble", { hasText: "Do you repair slate?" }).first().waitFor();
  const handBack = page.locator("[data-do=hand-back]");
  await page.locator(".care", { hasText: "The assistant answers" }).waitFor();
  assert.equal(await handBack.count(), 0, "it is the assistant's already");

  await answer(page, "I'll have a look.");
  await handBack.click();
  await page.locator(".pane .chat-system", { hasText: "gave the conversation back" }).waitFor();
  await handBack.waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".pane .chat-system", { hasText: "gave the conversation back" }).waitFor();
  assert.equal(await handBack.count(), 0, "also when it is opened anew");
  await answer(page, "One more thing.");
  await handBack.waitFor();
});
