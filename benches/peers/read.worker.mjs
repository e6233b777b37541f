// Adds up all bytes of the files, four at a time, as they come from the browser's stream.

async function sum(file) {
  let total = 0;
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return total;
    const whole = value.byteOffset % 4 === 0 ? value.byteLength >>> 2 : 0;
    const words = new Uint32Array(value.buffer, whole === 0 ? 0 : value.byteOffset, whole);
    let piece = 0;
    for (let place = 0; place < words.length; place++) piece = (piece + words[place]) | 0;
    for (let place = whole * 4; place < value.byteLength; place++) piece = (piece + value[place]) | 0;
    total = (total + piece) | 0;
  }
}

self.onmessage = async ({ data }) => {
  if (data === null) return self.postMessage({ ready: true });
  try {
    self.postMessage({ checksum: (await sum(data.ad)) ^ (await sum(data.cloud)) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
