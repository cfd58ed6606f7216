// The release server as its users run it: a process with a data folder, and Postgres in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = process.env.BECKON_CACHE_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "beckon");
const TARGET = process.env.CARGO_TARGET_DIR ?? join(CACHE, "target");
const BINARY = process.env.BECKON_SERVER ?? join(TARGET, "release", "beckon");

/** How long a first start may take, which makes the database and the demo. */
const START_LIMIT = 60_000;

/** @returns {Promise<number>} A port of the loopback interface that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, "close");
  return port;
}

/** @typedef {{ role: string, email: string, password: string }} SignIn */

export class Server {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #process;
  #environment;
  /** What the server logged, for whoever looks for the cause of a failure. */
  log = "";

  /** @param {string} folder @param {number} port @param {Record<string, string>} environment */
  constructor(folder, port, environment) {
    this.folder = folder;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#environment = environment;
  }

  /**
   * Starts a server of its own, on a free port, with an empty data folder.
   * @param {{ demo?: boolean, environment?: Record<string, string> }} [options]
   */
  static async start({ demo = true, environment = {} } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "beckon-end2end-"));
    const port = await freePort();
    const demoPort = await freePort();
    const server = new Server(folder, port, {
      BECKON_DATA_DIR: join(folder, "data"),
      BECKON_LISTEN: `127.0.0.1:${port}`,
      BECKON_PUBLIC_URL: `http://127.0.0.1:${port}`,
      BECKON_SITE_ROOT: process.env.BECKON_SITE_ROOT ?? join(ROOT, "target/site"),
      BECKON_WIDGET_ROOT: process.env.BECKON_WIDGET_ROOT ?? join(ROOT, "target/widget"),
      BECKON_DEMO: String(demo),
      BECKON_DEMO_LISTEN: `127.0.0.1:${demoPort}`,
      ...environment,
    });
    // Postgres may run as another user than the tests, who must be able to pass through.
    await chmod(folder, 0o711);
    try {
      await server.launch();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Starts the process and waits until it is ready; tells how many milliseconds that took. */
  async launch() {
    const begun = performance.now();
    const inherited = Object.entries(process.env).filter(([name]) => !/^(BECKON_|DATABASE_URL$|PG|LEPTOS_)/.test(name));
    const child = spawn(BINARY, {
      env: { ...Object.fromEntries(inherited), ...this.#environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    const remember = (/** @type {Buffer} */ text) => void (this.log += text);
    child.stdout?.on("data", remember);
    child.stderr?.on("data", remember);
    child.on("error", (error) => void (this.log += `${error}\n`));
    while (!(await this.isReady())) {
      if (child.exitCode !== null || child.pid === undefined) {
        throw new Error(`the server ended with ${child.exitCode} before it was ready:\n${this.log}`);
      }
      if (performance.now() - begun > START_LIMIT) {
        throw new Error(`the server was not ready within a minute:\n${this.log}`);
      }
      await sleep(10);
    }
    return performance.now() - begun;
  }

  async isReady() {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  get pid() {
    return this.#process?.pid;
  }

  /**
   * Ends the process, but keeps its data.
   * @param {NodeJS.Signals} [signal]
   */
  async halt(signal = "SIGTERM") {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }

  /** Ends the process and removes its data. */
  async stop() {
    await this.halt();
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * A sign-in of the demo, by the start of its e-mail address.
   * @param {"admin" | "owner" | "agent"} who
   * @returns {Promise<SignIn>}
   */
  async demoSignIn(who) {
    const file = join(this.folder, "data", "first-start.json");
    const { sign_ins: signIns } = JSON.parse(await readFile(file, "utf8"));
    const found = signIns.find((/** @type {SignIn} */ signIn) => signIn.email.startsWith(`${who}@`));
    if (!found) throw new Error(`no ${who}@ among the demo's sign-ins`);
    return found;
  }
}
