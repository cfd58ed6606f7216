// What a test does to the database behind the server's back: to let time pass, or to be where it takes hours to come.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Runs a statement in the server's own cluster, and tells what it returns, a row a line.
 * @param {import("./server.mjs").Server} server
 * @param {string} statement
 */
export async function sql(server, statement) {
  const socket = join(server.folder, "data", "postgres.socket");
  const { stdout } = await run("psql", ["-h", socket, "-U", "postgres", "-d", "beckon", "-qtAX", "-v", "ON_ERROR_STOP=1", "-c", statement]);
  return stdout.trim();
}
