// Puts the page together: what happens in the shop becomes events, which go out and are looked for.

import { Journeys, Watch } from "./arrivals.js";
import { PRODUCTS } from "./catalog.js";
import { byId, element, say, whole } from "./dom.js";
import { Sender } from "./events.js";
import { pageName, Store } from "./store.js";

const LOAD = 1000;
const ANSWER_MILLIS = 10000;
const DEPTHS = [25, 50, 75, 100];

function followScrolling(track) {
  let reached = 0;
  addEventListener("hashchange", () => (reached = 0));
  addEventListener(
    "scroll",
    () => {
      const { scrollHeight } = document.documentElement;
      const depth = (100 * (scrollY + innerHeight + 1)) / scrollHeight;
      // At the top of a new page the browser says so, too; that is no scrolling.
      if (scrollY === 0) return;
      for (const step of DEPTHS.filter((each) => each > reached && each <= depth)) {
        reached = step;
        track("scroll", { depth: step, page: pageName() });
      }
    },
    { passive: true },
  );
}

function followClicks(track) {
  document.addEventListener("click", ({ target }) => {
    const clicked = target.closest("[data-click]");
    if (clicked) track("click", { target: clicked.dataset.click, page: pageName() });
  });
}

function offerLoad(sender, track) {
  const button = byId("load");
  button.addEventListener("click", () => {
    for (let i = 0; i < LOAD; i++) {
      const each = PRODUCTS[i % PRODUCTS.length];
      track("page_view", { page: each.name, load: "true" });
    }
    say(byId("said"), `${whole(LOAD)} events are on their way`);
    button.disabled = true;
    const again = setInterval(() => {
      if (sender.waiting === 0) {
        button.disabled = false;
        clearInterval(again);
      }
    }, 500);
  });
}

async function start() {
  const journeys = new Journeys();
  byId("skip").addEventListener("click", (clicked) => {
    clicked.preventDefault();
    byId("shop").focus();
  });
  const response = await fetch("/api/config", { signal: AbortSignal.timeout(ANSWER_MILLIS) });
  if (!response.ok) throw new Error(`/api/config: status ${response.status}`);
  const { ingestUrl, ingestPort } = await response.json();
  const sender = new Sender(ingestUrl || `${location.protocol}//${location.hostname}:${ingestPort}`, journeys);
  const track = (type, properties, value) => sender.add(type, properties, value);
  followClicks(track);
  followScrolling(track);
  offerLoad(sender, track);
  new Store(track).start();
  new Watch(journeys).run();
}

/** Nothing in the shop works then, so it is said where the goods would be. */
function closed(cause) {
  const text = "The shop cannot open: the website does not say where events go. Load the page again in a while.";
  byId("shop").replaceChildren(element("h1", {}, "Closed"), element("p", { class: "empty", role: "alert" }, text));
  say(byId("arrived-state"), "the website does not answer");
  console.error("Cannot open the shop:", cause);
}

start().catch(closed);
