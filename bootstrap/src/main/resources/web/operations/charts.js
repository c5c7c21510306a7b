// Time lines of the last ten minutes, drawn by uPlot in the page's colours.
import uPlot from "./uplot.js";
import { clock, count, duration } from "./text.js";

const LONGEST_SECONDS = 600;
const SHORTEST_SECONDS = 60;
const HEIGHT = 170;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const dark = matchMedia("(prefers-color-scheme: dark)");

/** A chart that fits its place, follows the colour scheme, and shows what there is of the last ten minutes. */
class TimeLine {
  constructor(place, series, axis) {
    this.place = place;
    this.series = series;
    this.axis = axis;
    this.since = 0;
    this.data = [[], ...series.map(() => [])];
    this.draw();
    new ResizeObserver(() => this.plot.setSize(this.size())).observe(place);
    dark.addEventListener("change", () => this.draw());
  }

  size() {
    return { width: Math.max(this.place.clientWidth, 200), height: HEIGHT };
  }

  draw() {
    this.plot?.destroy();
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
    this.plot = new uPlot(
      {
        ...this.size(),
        cursor: { points: { size: 6 }, drag: { x: false, y: false } },
        scales: { x: { time: true, range: () => this.window() }, y: { range: (plot, low, high) => [0, Math.max(high ?? 0, 1) * 1.1] } },
        axes: [
          { ...axis, size: 32, space: 70, values: (plot, times, index, space, step) => times.map((time) => clock(time * 1000).slice(0, step < 60 ? 8 : 5)) },
          { ...axis, size: 62, values: (plot, values) => values.map(this.axis) },
        ],
        series: [
          { label: "Time", value: (plot, time) => (time == null ? "–" : new Date(time * 1000).toLocaleTimeString("en-GB")) },
          ...this.series.map((line) => ({
            label: line.label,
            value: (plot, value) => (value == null ? "–" : line.text(value)),
            stroke: colour(line.colour),
            width: 1.5,
            fill: line.fill ? colour(line.fill) : undefined,
            paths: line.bars ? uPlot.paths.bars({ size: [0.6, 10, 2] }) : undefined,
            points: { show: line.points ?? false, size: 5, fill: colour(line.colour) },
          })),
        ],
      },
      this.data,
      this.place,
    );
  }

  window() {
    const now = Date.now() / 1000;
    return [Math.min(Math.max(this.since, now - LONGEST_SECONDS), now - SHORTEST_SECONDS), now];
  }

  show(data, since) {
    this.since = since;
    this.data = data;
    this.plot.setData(data);
  }
}

const place = (id) => document.getElementById(id);

export class Charts {
  constructor() {
    const rate = (value) => `${count(Math.round(value))}/s`;
    this.throughput = new TimeLine(place("throughput-chart"), [
      { label: "read", colour: "--accent", fill: "--accent-soft", text: rate },
      { label: "committed (10 s average)", colour: "--second", text: rate },
    ], count);
    this.lag = new TimeLine(place("lag-chart"), [{ label: "lag", colour: "--accent", fill: "--accent-soft", text: count }], count);
    this.freshness = new TimeLine(place("freshness-chart"), [{ label: "freshness", colour: "--accent", points: true, text: duration }], duration);
    this.commits = new TimeLine(place("commits-chart"), [
      { label: "rows", colour: "--accent", fill: "--accent", bars: true, text: count },
    ], count);
  }

  show(seconds, commits) {
    const since = (seconds[0]?.time ?? 0) / 1000;
    const times = seconds.map((second) => second.time / 1000);
    this.throughput.show([times, seconds.map((second) => second.polled), smooth(seconds.map((second) => second.rows), 10)], since);
    this.lag.show([times, seconds.map((second) => second.lag)], since);
    // The same window for all, so that they can be read one above the other.
    const landed = commits.map((commit) => commit.time / 1000);
    this.freshness.show([landed, commits.map((commit) => commit.freshness)], since);
    this.commits.show([landed, commits.map((commit) => commit.rows)], since);
  }
}

/** Rows arrive a commit at a time; their average over some seconds can be compared with what is read. */
function smooth(values, over) {
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (index >= over ? values[index - over] : 0);
    return sum / Math.min(index + 1, over);
  });
}
