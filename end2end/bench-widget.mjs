// Prints what the widget weighs beside its budget. Called by scripts/bench-widget.
import { cleanUp } from "./lib/cleanup.mjs";
import { launchBrowser, startServer } from "./lib/suite.mjs";
import { BUDGET, total, weighWidget } from "./lib/weights.mjs";

const server = await startServer();
const browser = await launchBrowser();
try {
  const { loader, arrival, opening } = await weighWidget(server, browser);
  const row = (/** @type {string} */ name, /** @type {number} */ bytes, note = "") =>
    console.log(`${name.padEnd(44)} ${String(bytes).padStart(8)} bytes  ${note}`);
  const verdict = (/** @type {number} */ bytes, /** @type {number} */ most) =>
    `of ${most}: ${bytes <= most ? `${Math.round((100 * bytes) / most)} %` : "OVER BUDGET"}`;
  row("loader /widget.js", loader.bytes, verdict(loader.bytes, BUDGET.loader));
  row("all before it is opened", total(arrival));
  for (const { path, bytes, encoding } of opening) row(`  ${path.replace(/bk_\w+/, "{key}")}`, bytes, encoding);
  row("all that opening adds", total(opening), verdict(total(opening), BUDGET.opening));
  process.exitCode = loader.bytes <= BUDGET.loader && total(opening) <= BUDGET.opening ? 0 : 1;
} finally {
  await cleanUp();
}
