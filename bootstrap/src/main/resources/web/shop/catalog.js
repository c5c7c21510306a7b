// What the shop has, with pictures made of shapes; the colours are classes, so that dark mode has its own.

import { shape } from "./dom.js";

const path = (colour, d) => ["path", { class: colour, d }];
const line = (colour, width, d) => ["path", { class: `${colour} line w${width}`, d }];
const box = (colour, x, y, width, height, rx = 0) => ["rect", { class: colour, x, y, width, height, rx }];
const dot = (colour, cx, cy, r) => ["circle", { class: colour, cx, cy, r }];

const WATER = line("water", 3, "M0 104q10-8 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0");

export const PRODUCTS = [
  {
    id: "lantern",
    name: "Lock-keeper's lantern",
    price: 48.5,
    text: "Burns through a night shift and half of the next. The handle stays cool, which is more than one can say of most on-call duties.",
    picture: [
      line("dark", 3, "M62 34a18 18 0 0 1 36 0"), box("brass", 62, 34, 36, 9, 3), box("glass", 66, 43, 28, 40, 4),
      path("flame", "M80 52c7 9 9 14 9 19a9 9 0 0 1-18 0c0-5 2-10 9-19z"), box("brass", 59, 83, 42, 10, 3), WATER,
    ],
  },
  {
    id: "valve",
    name: "Brass gate valve, two inch",
    price: 76,
    text: "Opens with back-pressure, closes without a bang. Every turn is counted exactly once.",
    picture: [
      box("steel", 28, 62, 104, 22, 5), box("dark", 36, 57, 10, 32, 3), box("dark", 114, 57, 10, 32, 3),
      path("brass", "M62 62l6-16h24l6 16z"), box("steel", 77, 28, 6, 20), ["ellipse", { class: "red", cx: 80, cy: 27, rx: 30, ry: 7 }],
      ["ellipse", { class: "soft", cx: 80, cy: 27, rx: 19, ry: 3.5 }], dot("dark", 80, 26, 4), WATER,
    ],
  },
  {
    id: "gauge",
    name: "Rain gauge, glass",
    price: 19.9,
    text: "Reads to the millimetre and never rounds up. Late drops are counted when they arrive.",
    picture: [
      path("steel", "M58 22h44l-12 16h-20z"), box("glass", 69, 38, 22, 58, 5), box("water-fill", 69, 66, 22, 30, 5),
      line("dark", 2, "M72 48h8M72 56h5M72 64h8M72 72h5M72 80h8"), path("water-fill", "M34 40c5 7 7 10 7 13a7 7 0 0 1-14 0c0-3 2-6 7-13z"),
      path("water-fill", "M126 54c5 7 7 10 7 13a7 7 0 0 1-14 0c0-3 2-6 7-13z"), WATER,
    ],
  },
  {
    id: "kettle",
    name: "Narrowboat kettle",
    price: 34,
    text: "Enamelled steel, whistles at the first sign of a leak. Holds four mugs, or one long compaction.",
    picture: [
      line("dark", 4, "M60 48c0-28 40-28 40 0"), path("green", "M50 92c-6-30 8-44 30-44s36 14 30 44z"), path("green", "M108 66l22-14 4 6-22 22z"),
      box("dark", 72, 42, 16, 7, 3), dot("brass", 80, 39, 4), line("light", 3, "M60 76q20 9 40 0"), WATER,
    ],
  },
  {
    id: "umbrella",
    name: "Towpath umbrella",
    price: 27.5,
    text: "Partitioned by rib, so that a gust takes one panel and not the whole. The panel can be replaced without closing the umbrella.",
    picture: [
      path("accent", "M28 62a52 44 0 0 1 104 0q-13-9-26 0-13-9-26 0-13-9-26 0-13-9-26 0z"), path("accent-dark", "M54 62q5-40 26-44 21 4 26 44-13-9-26 0-13-9-26 0z"),
      line("dark", 4, "M80 56v38a8 8 0 0 1-16 0"), WATER,
    ],
  },
  {
    id: "notebook",
    name: "Weir log, bound",
    price: 14,
    text: "Append only. Pages are numbered from 0, and none can be torn out without the next one noticing.",
    picture: [
      box("red", 48, 24, 64, 72, 5), box("dark", 48, 24, 12, 72, 4), box("light", 68, 38, 34, 20, 2), line("dark", 2, "M73 45h24M73 51h16"),
      path("brass", "M94 90h10v16l-5-5-5 5z"), WATER,
    ],
  },
  {
    id: "mug",
    name: "Enamel mug, 4 dl",
    price: 9.8,
    text: "Dents, but does not lose its contents. Idempotent: filling it again does not make it fuller.",
    picture: [
      line("steel", 6, "M106 50h10a12 12 0 0 1 0 28h-10"), path("light", "M50 40h56v44a10 10 0 0 1-10 10H60a10 10 0 0 1-10-10z"),
      box("accent", 50, 40, 56, 7, 3), line("water", 3, "M60 68q6-5 12 0t12 0 12 0"), line("soft-line", 3, "M66 32q-4-5 0-10M80 32q-4-5 0-10M94 32q-4-5 0-10"), WATER,
    ],
  },
  {
    id: "boots",
    name: "Wading boots, knee-high",
    price: 62,
    text: "For those who like to look at the lake from inside. Dry up to and including the offset printed on the sole.",
    picture: [
      path("green", "M44 24h26v44q22 4 24 18v10H44z"), path("accent-dark", "M84 30h24v40q20 4 22 16v10H84z"), box("dark", 44, 92, 50, 6, 2),
      box("dark", 84, 92, 46, 6, 2), box("brass", 44, 32, 26, 5), box("brass", 84, 38, 24, 5), WATER,
    ],
  },
];

export const product = (id) => PRODUCTS.find((candidate) => candidate.id === id);

/** Those whose name or text has all the words. */
export function find(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return PRODUCTS.filter(({ name, text }) => words.every((word) => `${name} ${text}`.toLowerCase().includes(word)));
}

/** The picture of a product; the name stands beside it, so it is only for the eye. */
export function picture({ picture: shapes }) {
  return shape(
    "svg",
    { class: "picture", viewBox: "0 0 160 120", "aria-hidden": "true", focusable: "false" },
    shapes.map(([tag, attributes]) => shape(tag, attributes)),
  );
}
