// axe-core in the page under test.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const source = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong, in lines that a person can act on.
 * @param {import("playwright-core").Page | import("playwright-core").Frame} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  // Evaluated by the browser's debugger, which the page's policy does not concern.
  await page.evaluate(source);
  return page.evaluate(async (tags) => {
    const animations = document.getAnimations().map((animation) => animation.finished.catch(() => {}));
    await Promise.race([Promise.all(animations), new Promise((resolve) => setTimeout(resolve, 1000))]);
    // @ts-expect-error axe is what the source above defined
    const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ violation) =>
      violation.nodes.map((/** @type {any} */ node) => `${violation.id}: ${node.html.slice(0, 160)} (${node.failureSummary.split("\n")[1]?.trim()})`),
    );
  }, RULES);
}
