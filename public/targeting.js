// When the chat greets, opens or keeps quiet: a site's rules, and what is known of the visitor.
//
// A rule is `{ when: [{ field, op, value }], then: { kind: "greet", text } | { kind: "open" } | { kind: "quiet" } }`.
// The loader imports this for sites that have rules; the rules' editor imports it to show what they would do.

/** @typedef {"path" | "url" | "seconds" | "scroll" | "exit" | "returning" | "campaign" | "source" | "medium" | "referrer" | "pages"} Field */
/** @typedef {"equals" | "contains" | "starts_with" | "at_least" | "is"} Op */
/** @typedef {{ field: Field, op: Op, value: string | number | boolean }} Condition */
/** @typedef {{ when: Condition[], then: { kind: "greet", text: string } | { kind: "open" } | { kind: "quiet" } }} Rule */
/** @typedef {Partial<Record<Field, string | number | boolean | null>>} Facts */

/** Texts are compared without regard to case; what is not known is the empty text. @param {unknown} value */
const text = (value) => String(value ?? "").toLowerCase();

/** How a fact is compared with a rule's value. @type {Record<Op, (fact: unknown, value: unknown) => boolean>} */
const OPERATORS = {
  equals: (fact, value) => text(fact) === text(value),
  contains: (fact, value) => text(fact).includes(text(value)),
  starts_with: (fact, value) => text(fact).startsWith(text(value)),
  at_least: (fact, value) => Number(fact ?? 0) >= Number(value),
  is: (fact, value) => Boolean(fact) === (value === true || value === "true"),
};

/** A condition whose operator nobody knows never holds. @param {Condition} condition @param {Facts} facts */
const holds = ({ field, op, value }, facts) => Object.hasOwn(OPERATORS, op) && OPERATORS[op](facts[field], value);

/**
 * The first rule whose conditions all hold; one without conditions always does.
 * @param {Rule[]} rules
 * @param {Facts} facts
 * @returns {number} its index, or -1
 */
export const decide = (rules, facts) => rules.findIndex((rule) => rule.when.every((condition) => holds(condition, facts)));

/** How often time on the page is looked at, in milliseconds. */
const BEAT = 1_000;

/**
 * What is known of a visit, as rules name it.
 * @param {{ search: string, referrer: string, page_views: number, seconds_on_site: number, returning: boolean }} visit
 * @returns {Facts}
 */
const facts = ({ search, referrer, page_views: pages, seconds_on_site: seconds, returning }) => {
  const utm = (/** @type {string} */ name) => new URLSearchParams(search).get(`utm_${name}`);
  const [source, medium, campaign] = ["source", "medium", "campaign"].map(utm);
  return { path: location.pathname, url: location.href, source, medium, campaign, referrer, pages, seconds, returning };
};

/**
 * Looks after the rules until one fires, and says which. Rules are looked at anew as time passes, when the
 * visitor scrolls, navigates, or moves the pointer out at the top of the window.
 * @param {Rule[]} rules
 * @param {() => Parameters<typeof facts>[0]} visit what the loader knows
 * @param {(then: Rule["then"]) => void} fire
 * @returns {() => void} stops looking
 */
export const watch = (rules, visit, fire) => {
  let scroll = 0;
  let exit = false;

  const stop = () => {
    clearInterval(beat);
    removeEventListener("scroll", scrolled);
    document.documentElement.removeEventListener("mouseleave", left);
  };
  const look = () => {
    const found = decide(rules, { ...facts(visit()), scroll, exit });
    if (found < 0) return;
    stop();
    fire(rules[found].then);
  };
  const scrolled = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    const depth = ((scrollY + clientHeight) / scrollHeight) * 100;
    // A page that has no more than is seen was not scrolled.
    if (scrollHeight > clientHeight && depth > scroll) {
      scroll = depth;
      look();
    }
  };
  /** @param {MouseEvent} event */
  const left = (event) => {
    if (event.clientY > 0) return;
    exit = true;
    look();
  };

  const beat = setInterval(look, BEAT);
  addEventListener("scroll", scrolled, { passive: true });
  document.documentElement.addEventListener("mouseleave", left);
  look();
  return stop;
};
