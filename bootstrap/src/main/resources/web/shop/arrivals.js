// Asks the website what has arrived, and keeps for each event of this page how far it has come.

import { byId, duration, element, say, shape, whole } from "./dom.js";

const EVERY_MILLIS = 1000;
const ANSWER_MILLIS = 5000;
const LIVE_SECONDS = 5; // the website looks every second
const IDS_PER_REQUEST = 100;
const REQUESTS_PER_ROUND = 4;
const GIVE_UP_MILLIS = 300000;
const SHOWN = 14;
const SECONDS_PLOTTED = 60;

const LABELS = {
  page_view: "Page view", click: "Click", scroll: "Scroll", search: "Search", add_to_cart: "Into the basket", purchase: "Purchase",
};

export class Journeys {
  #byId = new Map(); // those not yet everywhere
  #shown = []; // newest first
  #counts = { sent: 0, accepted: 0, lake: 0, hot: 0, refused: 0 };
  #hasHot = false;
  #drawing = false;

  waiting(events) {
    for (const event of events) {
      const journey = { event, stage: "waiting", since: performance.now() };
      this.#byId.set(event.event_id, journey);
      this.#shown.unshift(journey);
    }
    this.#shown.length = Math.min(this.#shown.length, SHOWN);
    this.#draw();
  }

  sent(events) {
    for (const journey of this.#of(events)) {
      if (!journey.sentAt) this.#counts.sent++;
      journey.sentAt ??= performance.now();
      journey.stage = "sent";
    }
    this.#draw();
  }

  accepted(events) {
    this.#counts.accepted += events.length;
    for (const journey of this.#of(events)) {
      journey.stage = "accepted";
    }
    this.#draw();
  }

  refused(events, reason) {
    this.#counts.refused += events.length;
    for (const journey of this.#of(events)) {
      journey.stage = "refused";
      journey.reason = reason;
      this.#byId.delete(journey.event.event_id);
    }
    this.trouble(`${whole(events.length)} refused: ${reason}`);
    this.#draw();
  }

  trouble(text) {
    say(byId("trouble"), text);
  }

  /** What has been accepted and not been seen everywhere, oldest first. */
  awaited() {
    const now = performance.now();
    const ids = [];
    for (const [id, journey] of this.#byId) {
      if (journey.stage !== "accepted" && journey.stage !== "lake") continue;
      if (now - journey.sentAt > GIVE_UP_MILLIS) this.#byId.delete(id);
      else ids.push(id);
    }
    return ids;
  }

  /** Where the stores say they are. */
  seen(events, hasHot) {
    this.#hasHot = hasHot;
    for (const [id, { lakeVersion, hot }] of Object.entries(events)) {
      const journey = this.#byId.get(id);
      if (!journey) continue;
      const seconds = (performance.now() - journey.sentAt) / 1000;
      if (lakeVersion !== undefined && journey.version === undefined) {
        Object.assign(journey, { version: lakeVersion, lakeSeconds: seconds, stage: "lake" });
        this.#counts.lake++;
      }
      if (hot && journey.hotSeconds === undefined) {
        journey.hotSeconds = seconds;
        this.#counts.hot++;
      }
      if (journey.version !== undefined && (!hasHot || hot)) this.#byId.delete(id);
    }
    this.#draw();
  }

  #of(events) {
    return events.map((event) => this.#byId.get(event.event_id)).filter(Boolean);
  }

  #draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      for (const node of byId("funnel").querySelectorAll("[data-stage]")) {
        const stage = node.dataset.stage;
        say(node, stage === "hot" && !this.#hasHot ? "–" : whole(this.#counts[stage]));
      }
      byId("events").replaceChildren(...this.#shown.map((journey) => this.#row(journey)));
    });
  }

  #row(journey) {
    const { event, stage } = journey;
    const reached = { waiting: 0, sent: 1, accepted: 2, lake: 3, refused: 1 }[stage];
    const steps = [1, 2, 3].map((step) => element("i", { class: step <= reached ? "on" : "" }));
    if (this.#hasHot) steps.push(element("i", { class: journey.hotSeconds === undefined ? "" : "on" }));
    return element(
      "li",
      { class: stage, "data-event-id": event.event_id, "data-event-type": event.event_type, "data-state": stage },
      element("span", { class: "what" }, LABELS[event.event_type] ?? event.event_type),
      element("span", { class: "detail muted small" }, detail(event)),
      element("span", { class: "steps", "aria-hidden": "true" }, steps),
      element("span", { class: "where small numbers" }, this.#where(journey)),
    );
  }

  #where(journey) {
    const hot = journey.hotSeconds === undefined ? "" : ` · hot store after ${duration(journey.hotSeconds)}`;
    switch (journey.stage) {
      case "waiting":
        return "waiting to be sent";
      case "sent":
        return "sent";
      case "accepted":
        return `in Kafka${hot}`;
      case "refused":
        return `refused: ${journey.reason}`;
      default:
        return `in the lake: version ${journey.version}, after ${duration(journey.lakeSeconds)}${hot}`;
    }
  }
}

function detail({ properties, value }) {
  const text = properties.product ?? properties.query ?? properties.target ?? properties.page ?? "";
  const depth = properties.depth ? `${properties.depth} %` : "";
  return [text, depth, value === undefined ? "" : `€${value.toFixed(2)}`].filter(Boolean).join(" · ");
}

export class Watch {
  #journeys;
  #arrived = []; // rows that came in each of the last seconds
  #rows = null;

  constructor(journeys) {
    this.#journeys = journeys;
  }

  async run() {
    for (;;) {
      if (!document.hidden) await this.#round();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLIS));
    }
  }

  async #round() {
    const awaited = this.#journeys.awaited();
    try {
      let answer = await this.#ask(awaited.slice(0, IDS_PER_REQUEST));
      for (let i = 1; i < REQUESTS_PER_ROUND && i * IDS_PER_REQUEST < awaited.length; i++) {
        answer = await this.#ask(awaited.slice(i * IDS_PER_REQUEST, (i + 1) * IDS_PER_REQUEST));
      }
      this.#show(answer);
      say(byId("arrived-state"), stateOf(answer));
    } catch {
      say(byId("arrived-state"), "the website does not answer");
    }
  }

  async #ask(ids) {
    const response = await fetch(`/api/arrived?ids=${ids.join(",")}`, { signal: AbortSignal.timeout(ANSWER_MILLIS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const answer = await response.json();
    this.#journeys.seen(answer.events, answer.hotReason !== "not configured");
    return answer;
  }

  #show({ lake, lakeReason, hot, hotReason }) {
    store(byId("lake"), lake, lakeReason === "empty" ? "no table yet" : lakeReason);
    store(byId("hot"), hot, hotReason);
    if (lake) {
      this.#arrived.push(this.#rows === null ? 0 : Math.max(0, lake.rows - this.#rows));
      this.#arrived = this.#arrived.slice(-SECONDS_PLOTTED);
      this.#rows = lake.rows;
      plot(this.#arrived);
    }
  }
}

/** Live is what was seen a moment ago: the numbers of a store that hangs stay as they are. */
function stateOf({ lakeSeenSecondsAgo, hotReason, hotSeenSecondsAgo }) {
  const stores = [["lake", lakeSeenSecondsAgo]];
  if (hotReason !== "not configured") stores.push(["hot store", hotSeenSecondsAgo]);
  const late = stores.filter(([, ago]) => ago === undefined || ago > LIVE_SECONDS);
  if (late.length === 0) return "live";
  return late.map(([name, ago]) => (ago === undefined ? `${name} not seen yet` : `${name} seen ${duration(ago)} ago`)).join(", ");
}

function store(panel, holdings, reason) {
  panel.classList.toggle("off", !holdings);
  const set = (name, text) => {
    const node = panel.querySelector(`[data-${name}]`);
    if (node) say(node, text);
  };
  set("rows", holdings ? whole(holdings.rows) : reason);
  set("version", holdings ? whole(holdings.version) : "–");
  const age = holdings?.newestAt ? Math.max(0, Date.now() - Date.parse(holdings.newestAt)) / 1000 : null;
  set("newest", age === null ? "–" : `${duration(age)} ago`);
  set("freshness", holdings?.freshnessSeconds === undefined ? "–" : duration(holdings.freshnessSeconds));
}

function plot(counts) {
  const most = Math.max(1, ...counts);
  const width = 300 / SECONDS_PLOTTED;
  const first = SECONDS_PLOTTED - counts.length;
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 1 : 2 + (44 * count) / most;
    return shape("rect", { x: (first + i) * width, y: 48 - height, width: width - 1, height, class: count === 0 ? "none" : "some" });
  });
  byId("spark").replaceChildren(...bars);
  const sum = counts.reduce((total, count) => total + count, 0);
  say(byId("spark-text"), `${whole(sum)} ${sum === 1 ? "row" : "rows"} reached the lake in the last minute`);
}
