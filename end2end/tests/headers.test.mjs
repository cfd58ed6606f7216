// What the server says beside its answers: policies, caching, compression.
import assert from "node:assert/strict";
import { createSite, signIn } from "../lib/dashboard.mjs";
import { suite } from "../lib/suite.mjs";

const { test, server } = await suite(import.meta.url, { demo: true });

/** @param {Response} response @returns {Record<string, string>} The policy by directive. */
function policy(response) {
  const text = response.headers.get("content-security-policy") ?? "";
  const directives = text.split(";").map((directive) => directive.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name, ...values]) => [name, values.join(" ")]));
}

test("pages run no script that the server did not send", async () => {
  for (const path of ["/", "/sign-in", "/leads/solar", "/no-such-page"]) {
    const response = await fetch(server.url + path);
    const scripts = policy(response)["script-src"];
    assert.ok(scripts, `${path} has a policy`);
    assert.doesNotMatch(scripts, /'unsafe-inline'|'unsafe-eval'|\*|https:/, path);
    assert.equal(policy(response)["frame-ancestors"], "'none'", path);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
    assert.ok(response.headers.get("referrer-policy"), path);
    // Each inline script carries the nonce of this very response.
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1];
    const body = await response.text();
    for (const [tag] of body.matchAll(/<script\b(?![^>]*type="application\/ld\+json")[^>]*>/g)) {
      assert.ok(tag.includes(`nonce="${nonce}"`), `${path}: ${tag}`);
    }
    assert.doesNotMatch(body, /<[^>]+\sstyle=/, `${path} has style attributes`);
    assert.doesNotMatch(body, /<[^>]+\son\w+=/, `${path} has event handler attributes`);
  }
});

test("a nonce is used once", async () => {
  const nonces = new Set();
  for (let visit = 0; visit < 3; visit += 1) {
    nonces.add(policy(await fetch(server.url))["script-src"]);
  }
  assert.equal(nonces.size, 3);
});

test("hashed files are kept for good, and come compressed", async () => {
  const page = await (await fetch(`${server.url}/leads/solar`)).text();
  const files = [...page.matchAll(/["'(](\/pkg\/[^"')]+\.(?:js|css|wasm))/g)].map((match) => match[1]);
  assert.ok(files.length >= 2, `the page names its files: ${files}`);
  for (const file of new Set(files)) {
    const response = await fetch(server.url + file, { headers: { "accept-encoding": "br" } });
    assert.equal(response.status, 200, file);
    assert.match(response.headers.get("cache-control") ?? "", /immutable/, file);
    assert.equal(response.headers.get("content-encoding"), "br", file);
    assert.match(response.headers.get("vary") ?? "", /accept-encoding/i, file);
  }
  const gzip = await fetch(server.url + files[0], { headers: { "accept-encoding": "gzip" } });
  assert.equal(gzip.headers.get("content-encoding"), "gzip");
  const plain = await fetch(server.url + files[0], { headers: { "accept-encoding": "identity" } });
  assert.equal(plain.headers.get("content-encoding"), null);
});

test("pages are compressed and not kept", async () => {
  const response = await fetch(`${server.url}/leads/solar`, { headers: { "accept-encoding": "br, gzip" } });
  assert.ok(response.headers.get("content-encoding"));
  assert.doesNotMatch(response.headers.get("cache-control") ?? "", /immutable/);
});

test("each site's frame may stand on its own pages alone", async ({ person }) => {
  const { page } = await person();
  await signIn(page, server.url, await server.demoSignIn("owner"));
  const snippet = await createSite(page, server.url, { name: "Framed", origins: "https://framed.example" });
  const key = /data-site="([^"]+)"/.exec(snippet)?.[1];
  const response = await fetch(`${server.url}/widget/${key}/frame?host=https://framed.example`);
  assert.equal(response.status, 200);
  const ancestors = policy(response)["frame-ancestors"].split(" ");
  assert.ok(ancestors.includes("https://framed.example"), ancestors.join(" "));
  assert.ok(ancestors.every((origin) => !origin.includes("*")));
  assert.doesNotMatch(policy(response)["script-src"], /'unsafe-inline'|'unsafe-eval'|\*/);

  const config = (/** @type {string} */ origin) => fetch(`${server.url}/widget/${key}/config`, { headers: { origin } });
  const allowed = await config("https://framed.example");
  assert.equal(allowed.headers.get("access-control-allow-origin"), "https://framed.example");
  assert.deepEqual(Object.keys(await allowed.json()).sort(), [
    "attendance", "colour", "csat", "greeting", "language", "offline", "position", "scheme", "sound", "texts", "title",
  ]);
  assert.equal((await config("https://elsewhere.example")).status, 403);
});

test("operations: health, readiness, metrics, request ids", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    const response = await fetch(server.url + path);
    assert.equal(response.status, 200, path);
    assert.ok(response.headers.get("x-request-id"), path);
  }
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(metrics, /^# TYPE \w+/m);
});
