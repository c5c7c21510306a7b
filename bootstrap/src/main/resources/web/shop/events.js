// Collects events and brings them to the ingest API: in batches, again after trouble, and at the last moment.

const EVERY_MILLIS = 1000;
const ENOUGH = 20;
const MOST_PER_REQUEST = 100;
const MOST_WAITING = 5000;
// Browsers let 64 KiB at a time outlive a page, addresses and headers included. A batch of half of it always
// does, and leaves room for what waits when the page goes.
const BATCH_BYTES = 28000;
const KEEPALIVE_BYTES = 60000;
const ANSWER_MILLIS = 45000; // the API's own bounds, for the body and for Kafka, are shorter
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30000;

function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Only pages from localhost or by https have the above.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function sessionId() {
  try {
    const known = sessionStorage.getItem("session");
    if (known) return known;
    const made = randomId();
    sessionStorage.setItem("session", made);
    return made;
  } catch {
    return randomId(); // storage is switched off: a visit ends with the page
  }
}

export class Sender {
  #url;
  #session = sessionId();
  #waiting = [];
  #sending = false;
  #bytesOnTheWay = 0;
  #notBefore = 0;
  #pause = FIRST_PAUSE;
  #listener;

  /**
   * @param url of the ingest API, without a path
   * @param listener gets {waiting, sent, accepted, refused} with the events concerned, and trouble(text)
   */
  constructor(url, listener) {
    this.#url = `${url}/events`;
    this.#listener = listener;
    setInterval(() => this.#flush(1), EVERY_MILLIS);
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave());
  }

  get waiting() {
    return this.#waiting.length;
  }

  /** Takes an event of that type; the values of the properties become texts. */
  add(type, properties = {}, value = undefined) {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#listener.trouble("Too much is waiting to be sent; this event was left out.");
      return;
    }
    const texts = Object.entries(properties).map(([name, content]) => [name, String(content)]);
    const event = {
      event_id: randomId(),
      event_type: type,
      session_id: this.#session,
      timestamp: new Date().toISOString(),
      page_url: location.href,
      referrer: document.referrer || undefined,
      user_agent: navigator.userAgent,
      device: matchMedia("(max-width: 700px)").matches ? "phone" : "desktop",
      properties: Object.fromEntries(texts),
      value,
    };
    this.#waiting.push(event);
    this.#listener.waiting([event]);
    this.#flush(ENOUGH);
  }

  async #flush(atLeast) {
    if (this.#sending || this.#waiting.length < atLeast || Date.now() < this.#notBefore) return;
    this.#sending = true;
    const batch = oldest(this.#waiting);
    this.#waiting.splice(0, batch.length);
    try {
      await this.#send(batch);
    } finally {
      this.#sending = false;
    }
    this.#flush(ENOUGH);
  }

  async #send(batch) {
    this.#listener.sent(batch);
    const body = JSON.stringify(batch);
    const bytes = sizeOf(body);
    this.#bytesOnTheWay += bytes;
    let response;
    try {
      response = await fetch(this.#url, request(body, bytes));
    } catch {
      this.#again(batch, "The ingest API does not answer", null);
      return;
    } finally {
      this.#bytesOnTheWay -= bytes;
    }
    await this.#answered(batch, response);
  }

  async #answered(batch, response) {
    if (response.ok) {
      this.#pause = FIRST_PAUSE;
      this.#listener.accepted(batch);
      this.#listener.trouble("");
    } else if (response.status === 429 || response.status >= 500) {
      const reason = response.status === 429 ? "The ingest API asks to slow down" : "The ingest API has trouble";
      this.#again(batch, reason, response.headers.get("Retry-After"));
    } else {
      this.#listener.refused(batch, await reasonOf(response));
    }
  }

  #again(batch, reason, retryAfter) {
    this.#waiting.unshift(...batch);
    const asked = (Number(retryAfter) || 0) * 1000;
    // Pages that were refused together come back one by one, and none before it may.
    const pause = Math.max(this.#pause * (0.8 + 0.4 * Math.random()), asked * (1 + 0.2 * Math.random()));
    this.#notBefore = Date.now() + pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    this.#listener.trouble(`${reason}. Trying again in ${Math.ceil(pause / 1000)} s.`);
  }

  /**
   * The page may go away and never come back: what the browser takes is sent without waiting for an answer, the
   * newest first, and the rest stays for a page that does come back.
   */
  #leave() {
    if (Date.now() < this.#notBefore) return;
    while (this.#waiting.length > 0) {
      const batch = newest(this.#waiting, Math.min(BATCH_BYTES, KEEPALIVE_BYTES - this.#bytesOnTheWay));
      if (batch.length === 0) return;
      this.#waiting.splice(-batch.length);
      this.#send(batch);
    }
  }
}

const sizeOf = (text) => new TextEncoder().encode(text).length;

function request(body, bytes) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
    credentials: "omit",
    keepalive: bytes <= BATCH_BYTES,
    signal: AbortSignal.timeout(ANSWER_MILLIS),
  };
}

/** As many from the beginning as make a batch, one at least. */
function oldest(events) {
  return events.slice(0, Math.max(1, fitting(events.slice(0, MOST_PER_REQUEST), BATCH_BYTES)));
}

/** As many from the end as fit, in order. */
function newest(events, mostBytes) {
  const count = fitting(events.slice(-MOST_PER_REQUEST).reverse(), mostBytes);
  return events.slice(events.length - count);
}

/** How many of them, from the first on, are that long as a JSON array. */
function fitting(events, mostBytes) {
  let bytes = 1;
  for (const [count, event] of events.entries()) {
    bytes += sizeOf(JSON.stringify(event)) + 1;
    if (bytes > mostBytes) return count;
  }
  return events.length;
}

async function reasonOf(response) {
  try {
    const { error } = await response.json();
    return error.path ? `${error.message} (${error.path})` : error.message;
  } catch {
    return `status ${response.status}`;
  }
}
