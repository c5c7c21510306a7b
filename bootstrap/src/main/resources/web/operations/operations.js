// Follows the stream and shows what it says. Every text goes in as text, never as markup.
import { Charts } from "./charts.js";
import { bytes, clock, count, duration, limit, plural, reason } from "./text.js";

const KEPT_MILLIS = 600_000;
const SILENCE_MILLIS = 5_000;
const COMMITS_SHOWN = 12;
const RATE_SECONDS = 10;
const STAGES = { collect: "collecting", write: "writing files", queue: "waiting its turn", dead_letters: "storing dead letters", append: "appending to the log" };

const at = (id) => document.getElementById(id);
const charts = new Charts();
let seconds = [];
let commits = [];
let heardAt = Date.now();
let connected = false;

function text(id, value) {
  const element = at(id);
  if (element.textContent !== value) element.textContent = value;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Leaves what is the same alone, so that a focus or a selection survives. */
function replace(place, children) {
  const fresh = element(place.localName);
  fresh.append(...children);
  if (fresh.innerHTML !== place.innerHTML) place.replaceChildren(...fresh.childNodes);
}

function merge(known, news, key) {
  const seen = new Set(known.map(key));
  return [...known, ...news.filter((item) => !seen.has(key(item)))];
}

function rate(field) {
  const last = seconds.slice(-RATE_SECONDS);
  return last.length === 0 ? 0 : last.reduce((sum, second) => sum + second[field], 0) / last.length;
}

function show(state) {
  document.title = `${state.pipeline} – Sluice operations`;
  text("pipeline", state.pipeline);
  text("table", state.table);
  showStatus(state.status);
  showFigures(state);
  charts.show(seconds, commits);
  showCommits(state);
  showBars(state);
  showProblems(state.problems);
  showSchema(state);
}

function showStatus(status) {
  const well = status.phase === "running" && !status.trouble;
  text("phase", status.trouble ? `${status.phase}, in trouble` : status.phase);
  at("phase").dataset.state = well ? "good" : status.trouble ? "bad" : "unknown";
  at("trouble").hidden = !status.trouble;
  text("trouble", status.trouble ? `Cannot ${status.trouble}. It is tried again; nothing is lost.` : "");
}

function showFigures(state) {
  const totals = state.totals;
  const newest = commits.at(-1);
  const lag = state.lag.reduce((sum, partition) => sum + partition.records, 0);
  const letters = Object.values(state.dead_letters).reduce((sum, number) => sum + number, 0);
  const age = newest ? Math.max(0, (Date.now() - newest.time) / 1000) : 0;
  text("polled-rate", count(Math.round(rate("polled"))));
  text("polled-total", `${count(totals.polled_records)} records, ${bytes(totals.polled_bytes)}`);
  text("rows-rate", count(Math.round(rate("rows"))));
  text("rows-total", `${count(totals.rows)} rows, ${bytes(totals.file_bytes)}`);
  text("freshness", newest ? duration(newest.freshness) : "–");
  text("freshness-note", newest ? "newest commit" : "no commit yet");
  text("lag-total", state.lag.length === 0 ? "–" : count(lag));
  text("lag-note", state.lag.length === 0 ? "no partition read" : plural(state.lag.length, "partition"));
  text("commits", count(totals.commits));
  text("commits-note", newest ? `version ${newest.version}, ${age < 1 ? "just now" : `${duration(Math.floor(age))} ago`}` : "none since the start");
  text("dead-letters", count(letters));
  text("dead-letters-note", letters === 0 ? "all records are rows" : "see the reasons below");
}

function showCommits(state) {
  const none = commits.length === 0;
  const wait = duration(state.flush_max_age);
  const empty = state.totals.commits === 0
    ? `No commit yet: the first comes at most ${wait} after the first record is read.`
    : "No commit in the last 10 minutes.";
  text("commits-empty", none ? empty : "");
  text("freshness-empty", none ? empty : "");
  for (const id of ["commits-chart", "freshness-chart"]) at(id).hidden = none;
  at("commits-table").hidden = none;
  at("stages-key").hidden = none;
  replace(at("commits-table").tBodies[0], commits.slice(-COMMITS_SHOWN).reverse().map(commitRow));
}

function commitRow(commit) {
  const number = (value) => element("td", { class: "n" }, value);
  return element("tr", {},
    element("td", {}, String(commit.version)),
    element("td", {}, clock(commit.time)),
    number(count(commit.rows)),
    number(count(commit.files)),
    number(bytes(commit.bytes)),
    number(duration(commit.freshness)),
    element("td", {}, stageBar(commit.stages)));
}

function stageBar(stages) {
  const total = Object.values(stages).reduce((sum, seconds) => sum + seconds, 0) || 1;
  const words = Object.entries(stages).filter(([, seconds]) => seconds >= 0.001).map(([stage, seconds]) => `${STAGES[stage]} ${duration(seconds)}`).join(", ");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 1");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words);
  const title = document.createElementNS(svg.namespaceURI, "title");
  title.textContent = words;
  svg.append(title);
  let from = 0;
  for (const stage of Object.keys(STAGES)) {
    const width = (100 * stages[stage]) / total;
    const part = document.createElementNS(svg.namespaceURI, "rect");
    for (const [key, value] of Object.entries({ x: from, y: 0, width, height: 1, "data-stage": stage })) part.setAttribute(key, value);
    svg.append(part);
    from += width;
  }
  return svg;
}

function bars(id, rows, empty) {
  const most = Math.max(1, ...rows.map(([, value]) => value));
  replace(at(id), rows.flatMap(([name, value]) => [
    element("span", {}, name),
    element("progress", { value, max: most, "aria-label": name }),
    element("output", {}, count(value)),
  ]));
  text(`${id}-empty`, rows.length === 0 ? empty : "");
}

function showBars(state) {
  bars("partitions", state.lag.map((partition) => [`${partition.topic}-${partition.partition}`, partition.records]), "No partition is read by this process at the moment.");
  const files = state.files_by_size;
  const size = (index) => (files[index].up_to === null ? `over ${limit(files[index - 1].up_to)}` : `up to ${limit(files[index].up_to)}`);
  bars("files", state.totals.files === 0 ? [] : files.map((kind, index) => [size(index), kind.files]), "No data file yet.");
  bars("letters", Object.entries(state.dead_letters).map(([name, number]) => [reason(name), number]), "None since the start: every record became a row.");
}

function showProblems(problems) {
  text("problems-empty", problems.length === 0 ? "None since the start." : "");
  replace(at("problems"), problems.map((problem) => element("li", {},
    element("time", { datetime: new Date(problem.time).toISOString() }, clock(problem.time)),
    element("strong", {}, problem.what),
    ` ${problem.where}${problem.times > 1 ? ` (${count(problem.times)} times)` : ""}`,
    ...(problem.detail ? [element("span", { class: "detail" }, problem.detail)] : []))));
}

function showSchema(state) {
  text("schema-note", state.schema.length === 0 ? "" : `${plural(state.schema.length, "column")} of the newest data files`);
  text("schema-empty", state.schema.length === 0 ? "Known with the first commit." : "");
  replace(at("columns"), state.schema.map((column) => element("li", {},
    element("span", {}, column.name), element("code", {}, column.nullable ? column.type : `${column.type} not null`))));
  at("added-title").hidden = state.columns_added.length === 0;
  replace(at("added"), state.columns_added.map((column) => element("li", {},
    element("time", { datetime: new Date(column.time).toISOString() }, clock(column.time)),
    element("strong", {}, column.path), ` ${column.type}, since version ${column.version}`)).reverse());
}

function received(state, isWhole) {
  heardAt = Date.now();
  connected = true;
  at("banner").hidden = true;
  const oldest = heardAt - KEPT_MILLIS;
  seconds = merge(isWhole ? [] : seconds, state.seconds, (second) => second.time).filter((second) => second.time >= oldest);
  commits = merge(isWhole ? [] : commits, state.commits, (commit) => commit.version).filter((commit) => commit.time >= oldest);
  show(state);
}

function lost() {
  text("phase", "unknown");
  at("phase").dataset.state = "unknown";
  at("banner").hidden = false;
  text("banner", connected
    ? `Connection lost. These are the numbers of ${clock(heardAt)}; trying to reconnect.`
    : "No connection to Sluice; trying again.");
}

function follow() {
  const stream = new EventSource("/operations/stream");
  stream.addEventListener("state", (event) => received(JSON.parse(event.data), true));
  stream.addEventListener("tick", (event) => received(JSON.parse(event.data), false));
  stream.addEventListener("error", () => {
    lost();
    // The browser comes back by itself, but not after an answer such as 503: too many pages are open.
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, SILENCE_MILLIS);
  });
}

// A network that is gone without a word breaks no connection.
setInterval(() => Date.now() - heardAt > SILENCE_MILLIS && lost(), 1_000);
follow();
