// Leads find who takes care of them: rules are written, a visitor's lead goes where they say, and the log says why.
import assert from "node:assert/strict";
import { comeIn } from "../lib/dashboard.mjs";
import { HostPage } from "../lib/host-page.mjs";
import { eventually, suite } from "../lib/suite.mjs";
import { embedIn, lookInside, openWidget } from "../lib/widget.mjs";

const { test, server } = await suite(import.meta.url, { demo: true, environment: { BECKON_LIMIT_FACTOR: "100" } });
const host = await HostPage.serve();

test("a lead goes to whom a rule sends it, and waits until they are there", async ({ person }) => {
  const owner = await person();
  await embedIn(host, server, owner, "Routed Roofs");
  const { page } = owner;
  await page.goto(`${server.url}/app/routing`);
  await page.getByRole("heading", { name: "Routing" }).waitFor();
  const active = page.getByLabel("Give leads out as they come in");
  await page.getByRole("button", { name: "Add rule" }).click();
  const rule = page.getByRole("group", { name: "Rule 1" });
  const save = page.getByRole("button", { name: "Save", exact: true }).first();

  // What is not whole is said, and kept.
  await save.click();
  await page.getByRole("alert").filter({ hasText: "Rule 1:" }).waitFor();
  await rule.getByLabel("Value").fill("Austin");
  const target = rule.getByLabel("Who gets the lead");
  await target.selectOption({ label: "Luis Ortega" });
  await rule.getByLabel("wait for them, however long it takes").check();
  await rule.getByLabel("Name").fill("Texas");
  await active.check();
  await save.click();
  await page.getByText("Saved.").waitFor();
  await page.reload();
  assert.equal(await rule.getByLabel("Name").inputValue(), "Texas");
  assert.ok(await active.isChecked());

  const visitor = await person();
  await lookInside(visitor.page);
  await visitor.page.goto(host.origin);
  const chat = await openWidget(visitor.page);
  await chat.say("I'm Tess Route from Austin, tess@mail.example, we want solar panels");
  await chat.answer(2);

  // The agent is not there: the lead waits, and the page says so.
  const line = page.locator(".routing-line").filter({ hasText: "Tess Route" });
  await eventually(async () => {
    await page.reload();
    assert.match(await line.first().innerText(), /Waits, by the rule “Texas”/);
  });
  await page.getByText("One lead waits").waitFor();

  const { page: desk } = await person();
  await comeIn(desk, server.url, await server.demoSignIn("agent"));
  // They work around the clock: whether the lead is theirs doesn't depend on when this runs.
  await desk.goto(`${server.url}/app/availability`);
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
    await desk.getByLabel(day).fill("00:00-24:00");
  }
  await desk.getByRole("button", { name: "Save" }).click();
  await desk.getByText("Saved.").waitFor();
  await desk.getByRole("link", { name: "Inbox" }).first().waitFor();
  // It is looked at every ten seconds.
  await eventually(async () => {
    await page.reload();
    assert.match(await line.first().innerText(), /by the rule “Texas”/);
    assert.equal(await line.count(), 2);
  }, 30_000);
  await desk.getByRole("button", { name: /^Alerts/ }).click();
  await desk.getByText("A lead for you: Tess Route").waitFor();

  // Its own page tells the same.
  await line.first().getByRole("link").click();
  await page.getByRole("heading", { name: "How it was given out" }).waitFor();
});

test("somebody takes a break, without JavaScript too", async ({ person }) => {
  for (const javaScriptEnabled of [false, true]) {
    const { page } = await person({ javaScriptEnabled });
    await comeIn(page, server.url, await server.demoSignIn("admin"));
    await page.goto(`${server.url}/app/routing`);
    await page.getByRole("button", { name: "Take a break" }).click();
    await page.getByText("Takes a break", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Take leads again" }).click();
    await page.getByRole("button", { name: "Take a break" }).waitFor();
  }
});
