// Prints Lighthouse's mobile scores of pages. Called by scripts/bench-pages; takes paths, the landing
// page for solar if there are none.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cleanUp } from "./lib/cleanup.mjs";
import { startServer } from "./lib/suite.mjs";

/** Least scores. */
const BUDGET = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const paths = process.argv.slice(2);
const cli = join(process.env.LIGHTHOUSE_FOLDER ?? "", "node_modules/lighthouse/cli/index.js");

/** @param {string} url @param {string} report */
async function audit(url, report) {
  const flags = ["--headless=new", "--disable-background-networking", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const child = spawn(process.execPath, [
    cli, url, "--quiet", "--output=json", `--output-path=${report}`, `--chrome-flags=${flags.join(" ")}`,
    `--only-categories=${Object.keys(BUDGET).join(",")}`,
  ], { stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`);
  return JSON.parse(await readFile(report, "utf8"));
}

/** What costs points, in words. @param {any} report @param {string} category @returns {string[]} */
function faults(report, category) {
  return report.categories[category].auditRefs
    .map((/** @type {any} */ reference) => ({ ...reference, ...report.audits[reference.id] }))
    .filter((/** @type {any} */ audit) => audit.weight > 0 && audit.score !== null && audit.score < 1)
    .map((/** @type {any} */ audit) => `    ${audit.id}: ${audit.displayValue ?? audit.title}`);
}

try {
  const server = await startServer();
  for (const path of paths.length > 0 ? paths : ["/leads/solar"]) {
    const report = await audit(server.url + path, join(server.folder, "lighthouse.json"));
    console.log(`${path} on a mobile phone`);
    for (const [category, least] of Object.entries(BUDGET)) {
      const score = Math.round(report.categories[category].score * 100);
      console.log(`  ${category.padEnd(16)} ${String(score).padStart(3)}  (at least ${least})`);
      if (score < 100) console.log(faults(report, category).join("\n"));
      if (score < least) process.exitCode = 1;
    }
  }
} finally {
  await cleanUp();
}
