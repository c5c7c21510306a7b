// The shop itself: what is shown under which address, and the basket.

import { find, picture, product } from "./catalog.js";
import { byId, element, money, say } from "./dom.js";

const ADDRESS = /^#\/(p\/[a-z]+|basket|thanks)?$/;

export class Store {
  #track;
  #basket = new Map(); // product id to how many
  #query = "";

  /**
   * @param track takes type, properties and value of what happens
   */
  constructor(track) {
    this.#track = track;
    addEventListener("hashchange", () => this.#open());
    byId("search").addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      this.#search(byId("query").value);
    });
    let typed;
    byId("query").addEventListener("input", ({ target }) => {
      clearTimeout(typed);
      typed = setTimeout(() => this.#search(target.value), 700);
    });
  }

  start() {
    this.#show();
    this.#viewed();
  }

  #open() {
    // "#shop" is where the skip link leads, not a page.
    if (!ADDRESS.test(location.hash) && location.hash !== "") return;
    this.#show();
    this.#viewed();
    scrollTo(0, 0);
    byId("shop").focus({ preventScroll: true });
  }

  #viewed() {
    this.#track("page_view", { page: pageName() });
  }

  #search(text) {
    const query = text.trim();
    if (query === this.#query) return;
    this.#query = query;
    if (query !== "") this.#track("search", { query, results: find(query).length });
    if (location.hash === "#/" || location.hash === "") this.#show();
    else location.hash = "#/";
  }

  #show() {
    const page = (ADDRESS.exec(location.hash) ?? [])[1];
    const wanted = page?.startsWith("p/") ? product(page.slice(2)) : undefined;
    let content;
    if (wanted) content = this.#detail(wanted);
    else if (page === "basket") content = this.#basketPage();
    else if (page === "thanks") content = this.#thanks();
    else content = this.#grid();
    document.title = `${wanted ? wanted.name : titleOf(page)} · Sluice & Sons`;
    byId("shop").replaceChildren(...content);
  }

  #grid() {
    const found = find(this.#query);
    const title = this.#query === "" ? "Everything for the waterside" : `Found for “${this.#query}”`;
    if (found.length === 0) {
      return [
        element("h1", {}, title),
        element("p", { class: "empty muted" }, "Nothing. Try “lantern”, “enamel” or “weir”: even a search that finds nothing is an event."),
      ];
    }
    return [element("h1", {}, title), element("ul", { class: "plain grid" }, found.map((each) => this.#card(each)))];
  }

  #card(each) {
    const address = `#/p/${each.id}`;
    return element(
      "li",
      { class: "card" },
      element("a", { class: "card-picture", href: address, tabindex: "-1", "aria-hidden": "true", "data-click": each.id }, picture(each)),
      element("h2", {}, element("a", { href: address, "data-click": each.id }, each.name)),
      element("div", { class: "buy" }, element("span", { class: "price numbers" }, money(each.price)), this.#addButton(each)),
    );
  }

  #addButton(each) {
    const button = element("button", { class: "button", type: "button", "data-click": `add ${each.id}` }, "Add");
    button.append(element("span", { class: "unseen" }, ` ${each.name} to the basket`));
    button.addEventListener("click", () => this.#add(each));
    return button;
  }

  #detail(each) {
    const button = element("button", { class: "button primary", type: "button", "data-click": `add ${each.id}` }, "Add to the basket");
    button.addEventListener("click", () => this.#add(each));
    return [
      back(),
      element(
        "article",
        { class: "product" },
        element("div", { class: "card-picture" }, picture(each)),
        element(
          "div",
          {},
          element("h1", {}, each.name),
          element("p", { class: "price numbers" }, money(each.price)),
          element("p", { class: "text" }, each.text),
          button,
        ),
      ),
    ];
  }

  #add(each) {
    this.#basket.set(each.id, (this.#basket.get(each.id) ?? 0) + 1);
    this.#track("add_to_cart", { product: each.name, product_id: each.id }, each.price);
    this.#counted(`${each.name} is in the basket`);
  }

  #basketPage() {
    const title = element("h1", {}, "Basket");
    if (this.#basket.size === 0) {
      return [back(), title, element("p", { class: "empty muted" }, "The basket is empty.")];
    }
    const buy = element("button", { class: "button primary", type: "button", "data-click": "buy" }, "Buy, without paying");
    buy.addEventListener("click", () => this.#buy());
    return [
      back(),
      title,
      element("ul", { class: "plain lines" }, [...this.#basket].map(([id, count]) => this.#line(product(id), count))),
      element("p", { class: "total" }, "Total ", element("strong", { class: "numbers" }, money(this.#total()))),
      buy,
    ];
  }

  #line(each, count) {
    const remove = element(
      "button",
      { class: "button compact", type: "button", "data-click": `remove ${each.id}` },
      "Remove",
      element("span", { class: "unseen" }, ` ${each.name}`),
    );
    remove.addEventListener("click", () => {
      this.#basket.delete(each.id);
      this.#counted(`${each.name} is out of the basket`);
      this.#show();
      byId("shop").focus({ preventScroll: true });
    });
    return element(
      "li",
      {},
      element("span", {}, `${count} × ${each.name}`),
      element("span", { class: "numbers" }, money(count * each.price)),
      remove,
    );
  }

  #buy() {
    const count = [...this.#basket.values()].reduce((sum, each) => sum + each, 0);
    this.#track("purchase", { product: [...this.#basket.keys()].join(" "), items: count, currency: "EUR" }, this.#total());
    this.#basket.clear();
    this.#counted("Thank you for your order");
    location.hash = "#/thanks";
  }

  #thanks() {
    return [
      back(),
      element("h1", {}, "Thank you"),
      element("p", { class: "text" }, "Nothing will be sent and nothing was charged. The order itself is real enough: watch it arrive in the lake."),
    ];
  }

  #total() {
    const sum = [...this.#basket].reduce((total, [id, count]) => total + count * product(id).price, 0);
    return Math.round(sum * 100) / 100;
  }

  #counted(message) {
    say(byId("basket-count"), String([...this.#basket.values()].reduce((sum, each) => sum + each, 0)));
    say(byId("said"), message);
  }
}

/** What the page is called, without the shop's name. */
export const pageName = () => document.title.split(" · ")[0];

const back = () => element("p", {}, element("a", { href: "#/", "data-click": "back" }, "← All goods"));
const titleOf = (page) => ({ basket: "Basket", thanks: "Thank you" })[page] ?? "All goods";
