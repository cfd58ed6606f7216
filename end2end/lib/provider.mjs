// A provider of answers that speaks like OpenAI, word by word as a test wants it.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { atEnd } from "./cleanup.mjs";

/** How long it is waited for to be asked, in milliseconds. */
const PATIENCE = 10_000;

/** An answer that a test gives. */
class Answer {
  #response;

  /** @param {import("node:http").ServerResponse} response */
  constructor(response) {
    this.#response = response;
  }

  /** @param {object} chunk */
  #send(chunk) {
    this.#response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }

  /** Says some words more. @param {string} text */
  say(text) {
    this.#send({ choices: [{ delta: { content: text } }] });
  }

  /** Ends as it should. */
  finish() {
    this.#send({ choices: [{ delta: {}, finish_reason: "stop" }] });
    this.#send({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 10 } });
    this.#response.end("data: [DONE]\n\n");
  }

  /** Ends in the middle. */
  cut() {
    this.#response.destroy();
  }
}

export class Provider {
  #server;
  /** @type {Answer[]} */
  #asked = [];

  constructor() {
    this.#server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      this.#asked.push(new Answer(response));
    });
    atEnd(() => {
      this.#server.close();
      this.#server.closeAllConnections();
    });
  }

  static async serve() {
    const provider = new Provider();
    provider.#server.listen(0, "127.0.0.1");
    await once(provider.#server, "listening");
    return provider;
  }

  /** What a server is told of it. */
  get environment() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return { OPENAI_API_KEY: "sk-for-tests", OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
  }

  /** The next answer that somebody waits for. @returns {Promise<Answer>} */
  async asked() {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const answer = this.#asked.shift();
      if (answer) return answer;
      assert.ok(performance.now() < deadline, "the provider was not asked");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
