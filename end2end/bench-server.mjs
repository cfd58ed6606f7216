// Prints the server's idle memory and its time from start to ready, beside what the database alone
// takes to start on the same machine. Called by scripts/bench-server.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cleanUp } from "./lib/cleanup.mjs";
import { startServer } from "./lib/suite.mjs";

const STARTS = 5;
const IDLE = 20_000;

/** Resident memory in megabytes. @param {number} pid */
async function resident(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {number[]} values */
const milliseconds = (values) => `${values.map((value) => value.toFixed(0)).join(", ")} ms; median ${median(values).toFixed(0)} ms`;

/** What a command must begin with so that it does not run as root, which Postgres refuses to. @returns {string[]} */
function steppingDown() {
  if (process.getuid?.() !== 0) return [];
  const group = (/** @type {string} */ user) => execFileSync("id", ["-g", user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  for (const user of ["postgres", "nobody"]) {
    try {
      return ["setpriv", `--reuid=${user}`, `--regid=${group(user)}`, "--clear-groups"];
    } catch {
      // There is no such user here.
    }
  }
  return [];
}

/** How long Postgres alone takes to start and be ready, on the server's own cluster. @param {string} cluster */
function databaseStart(cluster) {
  const stepDown = steppingDown();
  const control = (/** @type {string[]} */ ...words) => {
    const [program, ...rest] = [...stepDown, join(process.env.BECKON_POSTGRES_BIN ?? "", "pg_ctl"), "-D", cluster, ...words];
    execFileSync(program, rest, { stdio: "ignore", cwd: "/" });
  };
  const begun = performance.now();
  control("-o", "-c listen_addresses= -c unix_socket_directories=/tmp -p 54999", "-l", "/dev/null", "-w", "start");
  const took = performance.now() - begun;
  control("-m", "fast", "-w", "stop");
  return took;
}

try {
  const server = await startServer({ demo: true });
  await server.halt();
  const starts = [];
  for (let start = 0; start < STARTS; start += 1) {
    starts.push(await server.launch());
    if (start < STARTS - 1) await server.halt();
  }
  console.log(`start to ready, existing database: ${milliseconds(starts)} (budget 1000 ms)`);
  await sleep(IDLE);
  const memory = await resident(server.pid ?? 0);
  console.log(`idle memory without Postgres:      ${memory.toFixed(1)} MB after ${IDLE / 1000} s (budget 60 MB)`);
  await server.halt();
  const alone = Array.from({ length: STARTS }, () => databaseStart(join(server.folder, "data", "postgres")));
  console.log(`for comparison, pg_ctl start:      ${milliseconds(alone)}`);
  process.exitCode = memory < 60 && median(starts) < 1_000 ? 0 : 1;
} finally {
  await cleanUp();
}
