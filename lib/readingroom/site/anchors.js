// Where a note is tied to a text, and the name of its file: the same as notes/anchors.py and text/files.py write.
// tests/site/anchors.json holds both to it.

const CONTEXT = 32; // code points of the text kept before and after a quotation

/** The SHA-256 of a text, in hexadecimal (FIPS 180-4); the browser's own is missing on pages without https. */
function sha256(text) {
  const turn = (x, n) => (x >>> n) | (x << (32 - n)), part = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const K = primes.map((p) => part(Math.cbrt(p))), state = primes.slice(0, 8).map((p) => part(Math.sqrt(p)));
  const bytes = new TextEncoder().encode(text), data = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) << 6));
  bytes.forEach((byte, n) => data.setUint8(n, byte));
  data.setUint8(bytes.length, 128);
  data.setUint32(data.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  data.setUint32(data.byteLength - 4, bytes.length << 3);
  for (let at = 0; at < data.byteLength; at += 64) {
    const w = [];
    let [a, b, c, d, e, f, g, h] = state;
    for (let t = 0; t < 64; t++) {
      const x = w[t - 15], y = w[t - 2];
      w[t] = t < 16 ? data.getInt32(at + 4 * t)
        : (w[t - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[t - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((x, n) => { state[n] = (state[n] + x) | 0; });
  }
  return state.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The name of the file of a reader's notes on an article. */
function fileName(reader, what) {
  const slugs = [reader, what].map((name) => [...name.replace(/[^\p{L}\p{N}_]+/gu, "_").replace(/^_+|_+$/g, "")].slice(0, 24).join(""));
  const plain = `[${[reader, what].map((name) => JSON.stringify(name)).join(", ")}]`;
  const ascii = plain.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${[...slugs, sha256(ascii).slice(0, 8)].join("-")}.json`;
}

/** A passage as the target of a W3C annotation; `text` is an array of code points. */
function anchor(text, start, end) {
  const part = (a, z) => text.slice(Math.max(0, a), z).join("");
  return {
    source: `urn:sha256:${sha256(part(0))}`,
    state: { type: "State", before: sha256(part(0, start)), after: sha256(part(end)), length: text.length },
    selector: [
      { type: "TextPositionSelector", start, end },
      { type: "TextQuoteSelector", exact: part(start, end), prefix: part(start - CONTEXT, start), suffix: part(end, end + CONTEXT) },
    ],
  };
}

/** The position and the quotation of a note's target. */
function selectors(target) {
  const found = Object.fromEntries(target.selector.map((s) => [s.type, s]));
  const { start, end } = found.TextPositionSelector, { exact, prefix = "", suffix = "" } = found.TextQuoteSelector;
  const whole = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && exact && end - start === [...exact].length;
  if (!whole || [exact, prefix, suffix].some((part) => typeof part !== "string")) throw new TypeError("no place");
  return { start, end, exact, prefix, suffix };
}

/** Where an annotation's passage stands, {start, end}, or {} where that is not certain: where the text is the same, or
    all before the passage or all after it, or the quotation with its surroundings occurs exactly once. */
function locate(text, target) {
  const { start, end, exact, prefix, suffix } = selectors(target), state = target.state ?? {};
  const part = (a, z) => text.slice(a, z).join(""), size = end - start, rest = text.length - (state.length - end);
  const same = target.source === `urn:sha256:${sha256(part(0))}` || sha256(part(0, start)) === state.before;
  if (same && part(start, end) === exact) return { start, end };
  const after = Number.isInteger(state.length) && rest >= size && rest <= text.length && sha256(part(rest)) === state.after;
  if (after && part(rest - size, rest) === exact) return { start: rest - size, end: rest };
  const all = part(0), whole = prefix + exact + suffix, first = all.indexOf(whole);
  if (first < 0 || all.indexOf(whole, first + 1) >= 0 || [...prefix + suffix].length < CONTEXT) return {};
  const at = [...all.slice(0, first)].length + [...prefix].length;
  return { start: at, end: at + size };
}
