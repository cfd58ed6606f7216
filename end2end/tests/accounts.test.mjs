// Accounts: an organization is made, left, entered again, shared, and a lost browser is shut out.
import assert from "node:assert/strict";
import { signIn, signUp } from "../lib/dashboard.mjs";
import { eventually, suite } from "../lib/suite.mjs";

const { test } = await suite(import.meta.url, { demo: false });

const PASSWORD = "correct horse battery staple";
let number = 0;

/** Somebody with an organization, whom no other test knows. */
function founder() {
  number += 1;
  return {
    organization: `Roof Works ${number}`,
    name: "Ada Byron",
    email: `ada${number}@roofworks.example`,
    password: PASSWORD,
  };
}

test("sign up, sign out, sign in", async ({ server, person }) => {
  const { page, context } = await person();
  const ada = founder();
  await signUp(page, server.url, ada);
  await page.getByText(ada.organization).first().waitFor();

  const [cookie] = await context.cookies();
  assert.equal(cookie.name, "beckon_session");
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, "Lax");

  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(`${server.url}/`);
  await page.goto(`${server.url}/app/leads?status=new`);
  await page.waitForURL("**/sign-in?next=*");

  // Where the visit was interrupted, it goes on.
  await page.getByLabel("E-mail").fill(ada.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/app/leads?status=new");
});

test("a signed-out cookie is worth nothing", async ({ server, person }) => {
  const { page, context } = await person();
  await signUp(page, server.url, founder());
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(`${server.url}/`);
  await context.addCookies(cookies);
  await page.goto(`${server.url}/app/inbox`);
  await page.waitForURL("**/sign-in?next=*");
});

test("a known and an unknown address are refused in the same words", async ({ server, person }) => {
  const { page } = await person();
  const ada = founder();
  await signUp(page, server.url, ada);
  const stranger = await person();
  const words = [];
  for (const email of [ada.email, "nobody@roofworks.example"]) {
    await stranger.page.goto(`${server.url}/sign-in`);
    await stranger.page.getByLabel("E-mail").fill(email);
    await stranger.page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await stranger.page.getByRole("button", { name: "Sign in" }).click();
    const alert = stranger.page.getByRole("alert").filter({ hasText: /\w/ });
    words.push(await alert.innerText());
    assert.equal(await stranger.page.getByLabel("E-mail").inputValue(), email);
  }
  assert.equal(words[0], words[1]);
}, { forgive: /status of 4\d\d/ });

test("signing up says what is wrong, with and without JavaScript", async ({ server, person }) => {
  for (const javaScriptEnabled of [true, false]) {
    const { page } = await person({ javaScriptEnabled });
    await page.goto(`${server.url}/sign-up`);
    await page.getByLabel("Organization").fill("Roof Works");
    await page.getByLabel("Your name").fill("Ada Byron");
    // A browser lets this pass, the server does not.
    await page.getByLabel("E-mail").fill("ada@roofworks");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Create organization" }).click();
    await page.getByText("Enter an e-mail address like name@example.com.").waitFor();
    assert.equal(await page.getByLabel("Organization").inputValue(), "Roof Works");
    assert.equal(await page.getByLabel("E-mail").inputValue(), "ada@roofworks");
  }
}, { forgive: /status of 4\d\d/ });

test("without JavaScript one can sign up, sign in and work", async ({ server, person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  const ada = founder();
  await signUp(page, server.url, ada);
  await page.getByRole("heading", { name: "Inbox" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await signIn(page, server.url, ada);
  await page.getByRole("link", { name: "Sites" }).click();
  await page.getByRole("heading", { name: "Sites", exact: true }).waitFor();
});

test("invite a member, who joins in another browser", async ({ server, person }) => {
  const owner = await person();
  const ada = founder();
  await signUp(owner.page, server.url, ada);
  await owner.page.goto(`${server.url}/app/team`);
  const email = `grace${number}@roofworks.example`;
  await owner.page.getByLabel("E-mail address").fill(email);
  await owner.page.getByLabel("Role").selectOption("agent");
  await owner.page.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await owner.page.getByLabel("Invitation link").inputValue();
  assert.ok(link.startsWith(`${server.url}/invitations/`), link);

  const member = await person();
  await member.page.goto(link);
  await member.page.getByRole("heading", { name: `Join ${ada.organization}` }).waitFor();
  await member.page.getByLabel("Your name").fill("Grace Hopper");
  await member.page.getByLabel("Password", { exact: true }).fill("nanoseconds of copper wire");
  await member.page.getByRole("button", { name: "Accept the invitation" }).click();
  await member.page.waitForURL("**/app/**");

  await owner.page.goto(`${server.url}/app/team`);
  await owner.page.locator("li.person", { hasText: "Grace Hopper" }).waitFor();
  // An agent talks to leads; whom to invite is not theirs to decide.
  await member.page.goto(`${server.url}/app/team`);
  await member.page.getByRole("heading", { name: "Members" }).waitFor();
  assert.equal(await member.page.getByRole("button", { name: "Invite", exact: true }).count(), 0);
  // A link works once.
  const late = await person();
  await late.page.goto(link);
  await late.page.getByRole("heading", { name: "This invitation has ended" }).waitFor();
}, { forgive: /status of 4\d\d/ });

test("a lost browser is signed out from another", async ({ server, person }) => {
  const phone = await person();
  const ada = founder();
  await signUp(phone.page, server.url, ada);
  const laptop = await person();
  await signIn(laptop.page, server.url, ada);
  await laptop.page.goto(`${server.url}/app/account`);
  const others = laptop.page.getByRole("button", { name: /^Sign out .+ at/ });
  await others.waitFor();
  assert.equal(await others.count(), 1);
  await others.click();
  await others.waitFor({ state: "detached" });

  await eventually(async () => {
    await phone.page.goto(`${server.url}/app/leads`);
    assert.match(phone.page.url(), /sign-in/);
  });
  await laptop.page.goto(`${server.url}/app/leads`);
  await laptop.page.getByRole("heading", { name: "Leads" }).waitFor();
}, { forgive: /status of 4\d\d|WebSocket/ });
