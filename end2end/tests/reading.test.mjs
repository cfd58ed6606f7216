// Guides and comparisons: whole without scripts, readable for search engines, and nothing of where somebody came from is lost.
import assert from "node:assert/strict";
import { comeIn } from "../lib/dashboard.mjs";
import { alive, fillIn, send } from "../lib/lead-form.mjs";
import { suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });
const INDUSTRIES = ["real-estate", "insurance", "solar", "legal", "home-services"];

test("the map names pages that are there, whole and described, without JavaScript", async ({ person }) => {
  const { page } = await person({ javaScriptEnabled: false });
  const robots = await (await fetch(`${server.url}/robots.txt`)).text();
  const [, map] = robots.match(/^Sitemap: (.*)$/m) ?? [];
  assert.ok(map.endsWith("/sitemap.xml"), robots);
  const sitemap = await (await fetch(`${server.url}/sitemap.xml`)).text();
  const addresses = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => new URL(address));
  const pages = addresses.map((address) => address.pathname);
  for (const industry of INDUSTRIES) {
    for (const end of ["", "/guide", "/compare"]) assert.ok(pages.includes(`/leads/${industry}${end}`), pages.join());
  }
  const titles = new Set();
  for (const { href, pathname } of addresses) {
    const response = await page.goto(`${server.url}${pathname}?utm_source=x`);
    assert.equal(response?.status(), 200, pathname);
    assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), href);
    assert.equal(await page.locator("h1").count(), 1, pathname);
    const description = await page.locator("meta[name=description]").getAttribute("content");
    assert.ok(description && description.length > 40, pathname);
    titles.add(await page.title());
    for (const text of await page.locator("script[type='application/ld+json']").allTextContents()) {
      const types = JSON.parse(text)["@graph"].map((/** @type {{ "@type": string }} */ thing) => thing["@type"]);
      if (/guide|compare/.test(pathname)) assert.deepEqual(types, ["Article", "BreadcrumbList"]);
    }
  }
  assert.equal(titles.size, addresses.length, "each has a title of its own");
  assert.equal((await page.goto(`${server.url}/leads/nothing/guide`))?.status(), 404);
}, { forgive: /status of 404/ });

for (const javaScriptEnabled of [true, false]) {
  test(`who begins with a guide is known to come from where they came, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({ person }) => {
    const { page } = await person({ javaScriptEnabled });
    const name = `Reader ${javaScriptEnabled}`;
    await page.goto(`${server.url}/leads/solar/guide?utm_source=news&utm_campaign=autumn`, { referer: "https://search.example/?q=solar" });
    await page.getByRole("link", { name: "Compare your options" }).click();
    await page.getByRole("heading", { level: 1, name: /three ways to pay/ }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Get my solar quote" }).click();
    if (javaScriptEnabled) await alive(page);
    await fillIn(page, { name, email: `reader.${javaScriptEnabled}@mail.example` });
    await send(page);
    await page.getByRole("heading", { name: /Thank you/ }).waitFor();

    const { page: desk } = await person();
    await comeIn(desk, server.url, await server.demoSignIn("admin"));
    await desk.goto(`${server.url}/app/leads?q=${encodeURIComponent(name)}`);
    await desk.locator(".lead-name").first().click();
    const facts = desk.locator(".lead-part", { hasText: "Where they came from" });
    await facts.getByText("news", { exact: true }).waitFor();
    await facts.getByText("autumn", { exact: true }).waitFor();
    await facts.getByText("https://search.example/", { exact: false }).waitFor();
  });
}
