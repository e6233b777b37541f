// Serves dist/site on this machine only, with the headers that a host should send.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { inside } from "./process.mjs";

const PREFERRED_PORT = 4173;

/** Starts the server; gives its address and a way to stop it. Another port is taken where the usual one is in use. */
export function serve(port = PREFERRED_PORT) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path !== "/" && path !== "/index.html") {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is only one page here.\n");
      return;
    }
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", ...headers() });
    response.end(readFileSync(inside("dist", "site", "index.html")));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE" && port !== 0) serve(0).then(resolve, reject);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const close = () => new Promise((done) => server.close(done));
      resolve({ address: `http://127.0.0.1:${server.address().port}/`, close });
    });
  });
}

function headers() {
  const lines = readFileSync(inside("dist", "site", "_headers"), "utf8").split("\n");
  const pairs = lines.filter((line) => line.startsWith("  ")).map((line) => line.trim().split(/: (.*)/s));
  return Object.fromEntries(pairs.map(([name, value]) => [name, value]));
}
