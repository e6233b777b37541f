// Every known way in which a page can send something out, as data: a name, and a function that runs in the page with an
// address that listens. Decides nothing about what should come of it.

/** The ways that leave the page where it is. Each function is sent to the page as text, so it may use nothing from here. */
export const IN_PLACE = {
  fetch: (to) => fetch(to, { mode: "no-cors" }),
  "fetch, kept alive": (to) => fetch(to, { mode: "no-cors", keepalive: true, method: "POST", body: "x" }),
  "fetch, later": (to) => globalThis.fetchLater(to, { activateAfter: 0 }),
  XMLHttpRequest: (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  WebSocket: (to) => new WebSocket(to.replace("http", "ws")),
  EventSource: (to) => new EventSource(to),
  beacon: (to) => navigator.sendBeacon(to, "x"),
  image: (to) => Object.assign(document.createElement("img"), { src: to }),
  "image, by srcset": (to) => Object.assign(document.createElement("img"), { srcset: `${to} 1x` }),
  "image in SVG": (to) => {
    const svg = document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "image")).setAttribute("href", to);
  },
  "image button": (to) =>
    document.body.append(Object.assign(document.createElement("input"), { type: "image", src: to })),
  "background by attribute": (to) => {
    const table = document.body.appendChild(document.createElement("table"));
    table.setAttribute("background", to);
    table.insertRow().insertCell().textContent = "x";
  },
  "background by style": (to) => {
    document.body.style.backgroundImage = `url("${to}")`;
  },
  "list mark by style": (to) => {
    document.documentElement.style.listStyleImage = `url("${to}")`;
    document.body.append(document.createElement("li"));
  },
  "style sheet": (to) =>
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${to}a.css` })),
  "import of a style sheet": (to) => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: `@import "${to}b.css";` }));
  },
  font: (to) => new FontFace("elsewhere", `url("${to}")`).load(),
  sound: (to) => document.body.append(Object.assign(document.createElement("audio"), { src: to, preload: "auto" })),
  film: (to) => document.body.append(Object.assign(document.createElement("video"), { src: to, preload: "auto" })),
  poster: (to) => document.body.append(Object.assign(document.createElement("video"), { poster: to })),
  "text track": (to) => {
    const film = document.body.appendChild(document.createElement("video"));
    const track = Object.assign(document.createElement("track"), { src: to, default: true });
    film.crossOrigin = "anonymous";
    film.append(track);
    track.track.mode = "showing";
  },
  frame: (to) => document.body.append(Object.assign(document.createElement("iframe"), { src: to })),
  "frame with its own markup": (to) =>
    document.body.append(Object.assign(document.createElement("iframe"), { srcdoc: `<img src="${to}">` })),
  object: (to) => document.body.append(Object.assign(document.createElement("object"), { data: to })),
  embed: (to) => document.body.append(Object.assign(document.createElement("embed"), { src: to, type: "text/html" })),
  "form into a frame": (to) => {
    document.body.append(Object.assign(document.createElement("iframe"), { name: "into" }));
    const form = Object.assign(document.createElement("form"), { action: to, method: "post", target: "into" });
    document.body.append(form);
    form.submit();
  },
  script: (to) => document.head.append(Object.assign(document.createElement("script"), { src: `${to}c.js` })),
  "script as a module": (to) =>
    document.head.append(Object.assign(document.createElement("script"), { src: `${to}d.js`, type: "module" })),
  "import()": (to) => import(`${to}e.js`),
  "markup in a string": (to) => {
    document.body.appendChild(document.createElement("div")).innerHTML = `<img src="${to}">`;
  },
  modulepreload: (to) =>
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: `${to}f.js` })),
  prefetch: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: to })),
  preload: (to) =>
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "image", href: to })),
  preconnect: (to) =>
    document.head.append(Object.assign(document.createElement("link"), { rel: "preconnect", href: to })),
  "speculation rules, prefetch": (to) => {
    const textContent = JSON.stringify({ prefetch: [{ urls: [to], eagerness: "immediate" }] });
    document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", textContent }));
  },
  "speculation rules, prerender": (to) => {
    const textContent = JSON.stringify({ prerender: [{ urls: [to], eagerness: "immediate" }] });
    document.head.append(Object.assign(document.createElement("script"), { type: "speculationrules", textContent }));
  },
  manifest: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: to })),
  icon: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: to })),
  "paint worklet": (to) => CSS.paintWorklet.addModule(`${to}g.js`),
  "audio worklet": (to) => new AudioContext().audioWorklet.addModule(`${to}h.js`),
  worker: (to) => new Worker(`${to}i.js`),
  "shared worker": (to) => new SharedWorker(`${to}j.js`),
  "payment method": (to) =>
    new PaymentRequest([{ supportedMethods: to }], {
      total: { label: "x", amount: { currency: "EUR", value: "1" } },
    }).canMakePayment(),
  "ping of a link": (to) => {
    const link = Object.assign(document.createElement("a"), { href: "#how", ping: to });
    document.body.append(link);
    link.click();
  },
  "WebRTC, STUN": async (to) => {
    const server = `stun:127.0.0.1:${new URL(to).port}`;
    const connection = new RTCPeerConnection({ iceServers: [{ urls: server }] });
    connection.createDataChannel("x");
    await connection.setLocalDescription(await connection.createOffer());
  },
  "WebRTC, TURN over TCP": async (to) => {
    const server = `turn:127.0.0.1:${new URL(to).port}?transport=tcp`;
    const connection = new RTCPeerConnection({ iceServers: [{ urls: server, username: "x", credential: "x" }] });
    connection.createDataChannel("x");
    await connection.setLocalDescription(await connection.createOffer());
  },
  WebTransport: (to) => new WebTransport(to.replace("http:", "https:")),
};

/** The ways that go from inside the worker. They run in it before its own code. */
export const IN_WORKER = {
  "worker: fetch": (to) => fetch(to, { mode: "no-cors" }),
  "worker: XMLHttpRequest": (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  "worker: WebSocket": (to) => new WebSocket(to.replace("http", "ws")),
  "worker: EventSource": (to) => new EventSource(to),
  "worker: importScripts": (to) => globalThis.importScripts(`${to}k.js`),
  "worker: import()": (to) => import(`${to}l.js`),
  "worker: another worker": (to) => new Worker(`${to}m.js`),
  "worker: font": (to) => new FontFace("elsewhere", `url("${to}")`).load(),
  "worker: WebTransport": (to) => new WebTransport(to.replace("http:", "https:")),
};

/** The ways that take the page itself, or another tab, to the address, or save from it. Each has a page to itself. */
export const LEAVING = {
  "navigation by script": (to) => {
    location.href = to;
  },
  "navigation by a link": (to) => {
    const link = Object.assign(document.createElement("a"), { href: to });
    document.body.append(link);
    link.click();
  },
  "link into a new tab": (to) => {
    const link = Object.assign(document.createElement("a"), { href: to, target: "_blank", rel: "noopener" });
    document.body.append(link);
    link.click();
  },
  "window.open": (to) => {
    window.open(to);
  },
  "meta refresh": (to) => {
    document.head.append(
      Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${to}` }),
    );
  },
  "form, sent": (to) => {
    const form = Object.assign(document.createElement("form"), { action: to, method: "post" });
    document.body.append(form);
    form.submit();
  },
  "form, asked for": (to) => {
    const form = Object.assign(document.createElement("form"), { action: to, method: "get" });
    document.body.append(form);
    form.requestSubmit();
  },
  "download from elsewhere": (to) => {
    const link = Object.assign(document.createElement("a"), { href: to, download: "x" });
    document.body.append(link);
    link.click();
  },
};
