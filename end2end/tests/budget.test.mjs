// The widget's weight, as a browser downloads it.
import assert from "node:assert/strict";
import { suite } from "../lib/suite.mjs";
import { BUDGET, total, weighWidget } from "../lib/weights.mjs";

const { test, server, browser } = await suite(import.meta.url, { demo: true });

test("the widget keeps its budget", async () => {
  const { loader, arrival, opening } = await weighWidget(server, browser);
  assert.equal(loader.encoding, "br");
  assert.ok(loader.bytes <= BUDGET.loader, `the loader has ${loader.bytes} bytes`);
  // Before anybody opens it: the loader and a few words of settings.
  assert.ok(total(arrival) <= BUDGET.loader + 1024, JSON.stringify(arrival));
  assert.ok(opening.some(({ path }) => path.endsWith(".wasm")), "the WASM was weighed");
  assert.ok(total(opening) <= BUDGET.opening, `opening adds ${total(opening)} bytes: ${JSON.stringify(opening)}`);
});
