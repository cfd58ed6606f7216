// The life of a conversation from end to end, with both sides looking: consent and form, closing and rating, waking, teams.
import assert from "node:assert/strict";
import { answer, openSettings, signIn } from "../lib/dashboard.mjs";
import { sql } from "../lib/database.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, launcher, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../lib/suite.mjs").Stage["person"]} NewPerson */

/** A page with the widget of a site of its own, and the owner of that site. @param {NewPerson} person @param {string} name */
async function shop(person, name) {
  const host = await HostPage.serve();
  const owner = await person();
  await embedIn(host, server, owner, name);
  return { host, owner: owner.page };
}

/** A visitor on the host's page, who may look inside. @param {NewPerson} person @param {HostPage} host */
async function visitorOn(person, host) {
  const { page } = await person();
  await lookInside(page);
  await page.goto(host.origin);
  await launcher(page).waitFor();
  return page;
}

/** The lines of a site's conversations. @param {Page} page @param {string} site */
const linesOf = (page, site) => page.locator(".lines [data-line]").filter({ hasText: site });

/** Opens the conversation of a site that has one. @param {Page} page @param {string} site @param {string} text said in it */
async function openInInbox(page, site, text) {
  await page.goto(`${server.url}/app/inbox`);
  await linesOf(page, site).first().click();
  await page.locator(".pane .chat-bubble", { hasText: text }).first().waitFor();
}

/** @param {Page} page */
async function save(page) {
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
}

test("a closed conversation is rated, also after coming back, and opens again", async ({ person }) => {
  const { host, owner } = await shop(person, "Rated Roofs");
  const page = await visitorOn(person, host);
  const chat = await openWidget(page);
  await chat.say("What does a green roof weigh?");
  await chat.answer(2);
  await openInInbox(owner, "Rated Roofs", "What does a green roof weigh?");
  await answer(owner, "About 100 kg a square metre.");
  await chat.see("About 100 kg");

  await owner.locator("[data-do=close]").click();
  const rating = chat.place.locator(".rating");
  await rating.waitFor();
  assert.equal(await chat.field.isVisible(), false);
  await page.reload();
  await rating.waitFor();
  await chat.see("About 100 kg");
  await chat.place.locator('.faces label:has([value="4"])').click();
  await chat.place.getByLabel("Anything to add? (optional)").fill("Quick answer");
  await chat.place.getByRole("button", { name: "Send rating" }).click();
  await chat.place.getByText("Thank you for your rating.").waitFor();
  await owner.locator(".stars", { hasText: "4 of 5" }).waitFor();

  await chat.place.getByRole("button", { name: "Start a new conversation" }).click();
  await chat.say("And how long does it last?");
  await eventually(async () => assert.equal(await linesOf(owner, "Rated Roofs").count(), 1, "the closed one is put away"));
});

test("consent is asked for first, and outside of hours a form takes the message", async ({ person }) => {
  const { host, owner } = await shop(person, "Closed Roofs");
  await openSettings(await overview(owner), "Closed Roofs", "Consent");
  await owner.getByLabel("Ask for consent before the chat begins").check();
  await save(owner);
  await owner.getByRole("navigation", { name: "Site settings" }).getByRole("link", { name: "Business hours" }).click();
  await owner.getByLabel("We have business hours").check();
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
    await owner.getByLabel(day, { exact: true }).fill("");
  }
  await save(owner);
  // Nobody of the team is there.
  await owner.goto("about:blank");

  const page = await visitorOn(person, host);
  await launcher(page).click();
  const inside = page.frameLocator("beckon-chat iframe");
  const agree = inside.getByRole("button", { name: "I agree" });
  await agree.waitFor();
  const form = inside.locator("form.offline");
  assert.equal(await form.isVisible(), false, "nothing can be written before");
  assert.equal(await inside.getByRole("textbox", { name: /^Write / }).isVisible(), false);
  await agree.click();
  await form.waitFor();
  await form.getByLabel("Name").fill("Ada Lovelace");
  await form.getByLabel("E-mail").fill("ada@example.com");
  await form.getByLabel("Message").fill("Please call about my roof.");
  await form.getByRole("button", { name: "Send message" }).click();
  await inside.locator(".chat-bubble", { hasText: "Please call about my roof." }).waitFor();
  await form.waitFor({ state: "hidden" });
  await inside.getByText("Sent", { exact: true }).first().waitFor();
  await page.reload();
  await inside.locator(".chat-bubble", { hasText: "Please call about my roof." }).waitFor();
  assert.equal(await agree.isVisible(), false, "who has agreed is not asked again");

  await openInInbox(owner, "Closed Roofs", "Please call about my roof.");
  const details = owner.getByRole("complementary", { name: "Details" });
  await details.getByText("ada@example.com").first().waitFor();
  await details.getByText("I agree that my messages").waitFor();
});

/** @param {Page} page */
async function overview(page) {
  await page.goto(`${server.url}/app/sites`);
  return page;
}

test("what was put off wakes by itself and says so", async ({ person }) => {
  const { host, owner } = await shop(person, "Sleepy Roofs");
  const chat = await openWidget(await visitorOn(person, host));
  await chat.say("Call me tomorrow about moss");
  await chat.answer(2);
  await openInInbox(owner, "Sleepy Roofs", "Call me tomorrow about moss");
  await owner.locator("[data-do=snooze]").click();
  await owner.getByRole("button", { name: /^Tomorrow morning/ }).click();
  await owner.locator(".pane-sub .badge", { hasText: "Snoozed until" }).waitFor();
  const line = linesOf(owner, "Sleepy Roofs");
  await line.waitFor({ state: "detached" });

  await owner.goto(`${server.url}/app/dashboard`);
  await sql(server, "update job set run_at = now() - interval '1 minute' where kind = 'wake'");
  await owner.getByRole("button", { name: /^Alerts,? \d+ unread/ }).click();
  await owner.getByRole("dialog", { name: "Notifications" }).getByText("is due again").click();
  await line.waitFor();
  await owner.locator(".pane-sub .badge", { hasText: "Snoozed" }).waitFor({ state: "detached" });
});

test("a conversation is given to a team, whose members find it", async ({ person }) => {
  const { host, owner } = await shop(person, "Team Roofs");
  await owner.goto(`${server.url}/app/team`);
  await owner.locator("summary", { hasText: "New team" }).click();
  const form = owner.locator("form").filter({ has: owner.getByRole("button", { name: "Save team" }) }).last();
  await form.getByLabel("Name").fill("Roofers");
  const { email } = await server.demoSignIn("agent");
  for (const tick of await form.getByRole("checkbox").all()) await tick.check();
  await form.getByRole("button", { name: "Save team" }).click();
  await owner.locator(".canned-shortcut", { hasText: "Roofers" }).waitFor();

  const chat = await openWidget(await visitorOn(person, host));
  await chat.say("Who repairs flat roofs?");
  await chat.answer(2);
  await openInInbox(owner, "Team Roofs", "Who repairs flat roofs?");
  await owner.locator("[data-do=assign]").click();
  await owner.locator(".menu[open] .menu-item", { hasText: "Roofers" }).click();
  await owner.locator(".pane-assignee", { hasText: "Roofers" }).waitFor();

  const agent = await person();
  await signIn(agent.page, server.url, await server.demoSignIn("agent"));
  await agent.page.goto(`${server.url}/app/inbox`);
  await agent.page.locator(".folders-more summary, .folders-more button").first().click();
  await agent.page.getByRole("link", { name: /^Roofers/ }).click();
  await linesOf(agent.page, "Team Roofs").waitFor();
  const shown = agent.page.locator(".lines [data-line]");
  await eventually(async () => assert.equal(await shown.count(), 1, `${email} sees the team's alone`));
});
