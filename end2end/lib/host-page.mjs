// A customer's own page, on another site than Beckon.
import { once } from "node:events";
import { createServer } from "node:http";
import { atEnd } from "./cleanup.mjs";

export class HostPage {
  #server;
  /** The line of HTML that embeds the widget. */
  snippet = "";
  /** Further markup, put before the snippet. */
  content = "";

  /** @param {import("node:http").Server} server */
  constructor(server) {
    this.#server = server;
  }

  /** Serves the page until `cleanUp`. */
  static async serve() {
    /** @type {HostPage} */
    let page;
    const server = createServer((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page.html());
    });
    page = new HostPage(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    atEnd(() => {
      server.close();
      server.closeAllConnections();
    });
    return page;
  }

  /** `localhost` is another site than 127.0.0.1 to a browser, as a customer's domain would be. */
  get origin() {
    const { port } = /** @type {import("node:net").AddressInfo} */ (this.#server.address());
    return `http://localhost:${port}`;
  }

  html() {
    return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8"><title>Green Roofs</title><link rel="icon" href="data:,">
  <style>
    /* A page that styles everything: none of it may reach the widget. */
    * { font: italic 9px fantasy !important; color: red !important; }
    button, iframe, div { border: 5px dashed red; }
  </style>
</head>
<body>
  <h1>Green Roofs</h1>
  ${this.content}
  ${this.snippet}
</body>
</html>`;
  }
}
