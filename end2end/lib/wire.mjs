// The line between a browser and the server, to be cut: what trains, lifts and sleeping phones do.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { atEnd } from "./cleanup.mjs";

export class Wire {
  #server;
  /** @type {Set<import("node:net").Socket>} */
  #sockets = new Set();
  #isCut = false;
  #isDeaf = false;
  /** Where the server listens. */
  port = 0;

  constructor() {
    this.#server = createServer((near) => this.#join(near));
    atEnd(() => {
      this.cut();
      this.#server.close();
    });
  }

  static async open() {
    const wire = new Wire();
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  /** Where browsers connect. */
  get url() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}`;
  }

  /** @param {import("node:net").Socket} near */
  #join(near) {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.port, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]]) {
      this.#sockets.add(from);
      from.on("data", (bytes) => {
        if (!(this.#isDeaf && from === far)) to.write(bytes);
      });
      from.on("error", () => {});
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  /** Breaks every connection, and lets none come about. */
  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** What browsers say still arrives, but they hear nothing back. */
  deafen() {
    this.#isDeaf = true;
  }

  /** Connections can be made again. */
  mend() {
    this.#isCut = false;
    this.#isDeaf = false;
  }
}
