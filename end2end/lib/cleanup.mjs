// What has to be closed at the end, whoever calls: a file of tests, or a script.

/** @type {(() => unknown)[]} */
const duties = [];

/** Remembers what has to be done at the end, the last first. @param {() => unknown} duty */
export function atEnd(duty) {
  duties.push(duty);
}

/** Does what was remembered. */
export async function cleanUp() {
  for (let duty = duties.pop(); duty; duty = duties.pop()) await duty();
}
