// When the chat greets by itself: the decision, without a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide } from "../../public/targeting.js";

/** @param {import("../../public/targeting.js").Condition[]} when */
const rule = (...when) => ({ when, then: { kind: /** @type {const} */ ("open") } });
/** @param {unknown[]} condition @param {import("../../public/targeting.js").Facts} facts */
const holds = ([field, op, value], facts) =>
  decide([rule(/** @type {any} */ ({ field, op, value }))], facts) === 0;

test("the first rule whose conditions all hold is taken", () => {
  const rules = [
    rule({ field: "path", op: "starts_with", value: "/pricing" }, { field: "seconds", op: "at_least", value: 10 }),
    rule({ field: "path", op: "starts_with", value: "/pricing" }),
    rule(),
  ];
  assert.equal(decide(rules, { path: "/pricing/eu", seconds: 12 }), 0);
  assert.equal(decide(rules, { path: "/pricing/eu", seconds: 9.9 }), 1);
  assert.equal(decide(rules, { path: "/" }), 2);
  assert.equal(decide(rules.slice(0, 2), { path: "/" }), -1);
  assert.equal(decide([], { path: "/" }), -1);
});

test("texts are compared without regard to case", () => {
  assert.ok(holds(["campaign", "equals", "Spring"], { campaign: "spring" }));
  assert.ok(!holds(["campaign", "equals", "spring"], { campaign: "spring-sale" }));
  assert.ok(holds(["url", "contains", "ref=ads"], { url: "https://a.example/?REF=ads" }));
  assert.ok(holds(["referrer", "starts_with", "https://news."], { referrer: "https://news.example/" }));
});

test("numbers are compared as numbers, also where a form wrote them as text", () => {
  assert.ok(holds(["scroll", "at_least", "9"], { scroll: 10 }));
  assert.ok(!holds(["pages", "at_least", 3], { pages: 2 }));
  assert.ok(!holds(["seconds", "at_least", "soon"], { seconds: 99 }));
});

test("truth is compared with truth", () => {
  assert.ok(holds(["returning", "is", true], { returning: true }));
  assert.ok(holds(["returning", "is", false], {}));
  assert.ok(holds(["exit", "is", "true"], { exit: true }));
  assert.ok(!holds(["exit", "is", "true"], { exit: false }));
});

test("what is not known is empty, and an operator nobody knows never holds", () => {
  assert.ok(holds(["source", "equals", ""], { source: null }));
  assert.ok(!holds(["source", "contains", "google"], {}));
  assert.ok(!holds(["path", "toString", ""], { path: "/" }));
  assert.ok(!holds(["path", "matches", "/"], { path: "/" }));
});
