// Listens on this machine for whatever a page may send: TCP, HTTP, WebSocket and UDP (STUN, QUIC), on a port for each way
// out, so that what comes is known by where it comes. Knows nothing of the page.

import { createSocket } from "node:dgram";
import { createServer } from "node:http";

/** A port that notes what reaches it. */
async function port(seen) {
  const server = createServer((request, response) => {
    seen.add("HTTP");
    // Whatever is asked for may be used: what is loaded may load more.
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": typeOf(request.url ?? "/") });
    response.end();
  });
  // A connection alone says something already: early set-up sends no more than that.
  server.on("connection", () => seen.add("TCP"));
  server.on("upgrade", (_, socket) => {
    seen.add("WebSocket");
    socket.destroy();
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port: number } = server.address();
  const udp = createSocket("udp4", () => seen.add("UDP"));
  const isFree = await new Promise((done) => {
    udp.once("error", () => done(false));
    udp.bind(number, "127.0.0.1", () => done(true));
  });
  if (!isFree) {
    // Somebody else has this number for UDP; the next one may be free for both.
    udp.close();
    server.close();
    return port(seen);
  }
  return {
    number,
    close: () => {
      udp.close();
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

function typeOf(url) {
  if (url.endsWith(".js")) return "text/javascript";
  return url.endsWith(".css") ? "text/css" : "text/html";
}

/** Listens for each of these names; gives the port of each, and what came to each. */
export async function listen(names) {
  const seen = new Map(names.map((name) => [name, new Set()]));
  const ports = new Map();
  for (const name of names) ports.set(name, await port(seen.get(name)));
  return {
    portOf: (name) => ports.get(name).number,
    /** The names that something reached, with what it was, in the order of the names. */
    reached: () =>
      Object.fromEntries(
        [...seen].filter(([, kinds]) => kinds.size > 0).map(([name, kinds]) => [name, strongest(kinds)]),
      ),
    close: () => Promise.all([...ports.values()].map((each) => each.close())),
  };
}

/** What says most of what came: a request rather than the connection that carried it. */
function strongest(kinds) {
  return ["HTTP", "WebSocket", "TCP", "UDP"].find((kind) => kinds.has(kind));
}
