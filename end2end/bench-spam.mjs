// Lets programs and people send the landing pages' forms, mixed, and prints how many leads programs made and how many people
// were lost. Called by scripts/bench-spam.
import { createHash, createHmac, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanUp } from "./lib/cleanup.mjs";
import { sql } from "./lib/database.mjs";
import { startServer } from "./lib/suite.mjs";

const POSTS = Number(process.env.SPAM_POSTS ?? 10_000);
const PEOPLE = 200;
/** Posts of programs under way at once. */
const AT_ONCE = 24;
/** Behind this address sits an office of people, and a program too. */
const OFFICE = "198.51.100.7";
const PAGE = "/leads/solar";
const SECRET = randomBytes(32).toString("hex");

const server = await startServer({ environment: { BECKON_SECRET: SECRET, BECKON_TRUST_PROXY: "true" } });

/** A ticket as the server signs it, of any age. @param {number} age milliseconds */
function signed(age) {
  const claims = Buffer.alloc(34);
  claims[1] = 2; // Solar, as industries are listed.
  claims.writeBigInt64BE(BigInt(Date.now() - age), 2);
  randomBytes(16).copy(claims, 10);
  const key = createHash("sha256").update(SECRET).digest();
  const mac = createHmac("sha256", key).update("form ticket\0").update(claims).digest();
  return Buffer.concat([claims, mac.subarray(0, 16)]).toString("base64url");
}

/** @param {string} html @param {string} name */
const hidden = (html, name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? "";

/** @param {string} from */
const headers = (from) => ({ origin: server.url, "x-forwarded-for": from, "user-agent": "bench-spam" });

/** @param {string} from */
async function open(from) {
  return hidden(await (await fetch(server.url + PAGE, { headers: headers(from) })).text(), "ticket");
}

/** @param {string} from @param {Record<string, string>} fields */
async function post(from, fields) {
  const body = new URLSearchParams({ step: "4", go: "next", consent: "yes", ...fields });
  const response = await fetch(server.url + PAGE, { method: "POST", body, headers: headers(from), redirect: "manual" });
  return { status: response.status, html: await response.text() };
}

/** The same as a page that is alive sends it. @param {string} from @param {Record<string, string>} fields */
async function call(from, { ticket = "", website = "", ...form }) {
  const body = new URLSearchParams({ industry: "solar", ticket, website });
  for (const [name, value] of Object.entries({ consent: "yes", ...form })) body.set(`form[${name}]`, value);
  const response = await fetch(`${server.url}/api/leads/submit`, { method: "POST", body, headers: headers(from) });
  return { status: response.status, html: await response.text() };
}

const somewhere = () => `10.${randomBytes(3).join(".")}`;
/** @param {number} n */
const filled = (n) => ({ name: `Bot ${n}`, email: `bot${n}@spam.example`, notes: "Cheap pills" });
/** Tickets that made a person's lead. @type {string[]} */
const used = [];

/** What programs do. @type {Record<string, (n: number) => Promise<unknown>>} */
const KINDS = {
  "no ticket": (n) => post("203.0.113.1", filled(n)),
  "no ticket, many addresses": (n) => call(somewhere(), filled(n)),
  "ticket of yesterday": (n) => post(somewhere(), { ...filled(n), ticket: signed(25 * 3_600_000) }),
  "forged ticket": (n) => call(somewhere(), { ...filled(n), ticket: randomBytes(50).toString("base64url") }),
  "used ticket": (n) => post(somewhere(), { ...filled(n), ticket: used[n % used.length] ?? "" }),
  "decoy filled in": (n) => call(somewhere(), { ...filled(n), ticket: signed(60_000), website: "https://spam.example" }),
  "too quick": (n) => call(OFFICE, { ...filled(n), ticket: signed(0) }),
  "opens the page and posts at once": async (n) => {
    const from = somewhere();
    return post(from, { ...filled(n), ticket: await open(from) });
  },
};

let pressed = 0;
let refused = 0;

/** A person: reads, fills in, and presses once more where that is asked for. @param {number} n */
async function person(n) {
  await sleep(Math.random() * 20_000);
  const from = n % 2 ? OFFICE : somewhere();
  const ticket = await open(from);
  await sleep(2_100 + Math.random() * 4_000);
  const form = { name: `Person ${n}`, email: `person${n}@mail.example`, location: "Austin", notes: `It is about house ${n}.` };
  const send = () => post(from, { ...form, ticket });
  // Every tenth presses twice.
  const [answer] = n % 10 ? [await send()] : await Promise.all([send(), send()]);
  if (answer.status === 303) {
    used.push(ticket);
    return;
  }
  pressed += 1;
  let { html } = answer;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await sleep(1_300 + attempt * 500);
    const done = await post(from, { ...form, go: "press", ticket: hidden(html, "ticket") });
    if (done.status === 303) return;
    html = done.html;
  }
  refused += 1;
}

async function programs() {
  let next = 0;
  const kinds = Object.values(KINDS);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < POSTS) {
        const n = next++;
        await kinds[n % kinds.length](n);
      }
    }),
  );
}

try {
  const begun = performance.now();
  await Promise.all([programs(), ...Array.from({ length: PEOPLE }, (_, n) => person(n))]);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const number = async (/** @type {string} */ statement) => Number(await sql(server, statement));
  const byPrograms = await number("select count(*) from lead where name like 'Bot %'");
  const arrived = await number("select count(distinct name) from lead where name like 'Person %'");
  const twice = await number("select count(*) from (select name from lead where name like 'Person %' group by name having count(*) > 1) t");
  console.log(`${POSTS} posts of programs, ${PEOPLE} people, in ${seconds} s`);
  for (const kind of Object.keys(KINDS)) console.log(`  ${kind}`);
  console.log(`leads by programs: ${byPrograms} (0)`);
  console.log(`people lost:       ${PEOPLE - arrived} (0); ${pressed} were asked for one more press, ${refused} were refused`);
  console.log(`people twice:      ${twice} (0)`);
  console.log("held back:");
  const held = await sql(server, "select reason || ': ' || count(*) from held_submission group by reason order by reason");
  for (const line of held.split("\n")) console.log(`  ${line}`);
  console.log(`held back on disk: ${await sql(server, "select pg_size_pretty(pg_total_relation_size('held_submission'))")}`);
  process.exitCode = byPrograms === 0 && arrived === PEOPLE && twice === 0 ? 0 : 1;
} finally {
  await cleanUp();
}
