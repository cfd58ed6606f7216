// Many ask for pages at once, and each gets a whole one.
import assert from "node:assert/strict";
import { signIn } from "../lib/dashboard.mjs";
import { suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

const ROUNDS = 25;
const AT_ONCE = 8;

test("every page of the workspace is whole, however many are made at once", async ({ person }) => {
  const { page } = await person();
  await signIn(page, server.url, await server.demoSignIn("owner"));
  const cookies = await page.context().cookies();
  const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  for (const path of ["inbox", "leads", "appointments", "availability", "sites", "team"]) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const asked = Array.from({ length: AT_ONCE }, () => fetch(`${server.url}/app/${path}`, { headers }));
      for (const response of await Promise.all(asked)) {
        assert.equal(response.status, 200, path);
        const html = await response.text();
        assert.match(html, /<title>[^<]+<\/title>/, path);
        assert.ok(html.includes("</html>"), path);
      }
    }
  }
});
