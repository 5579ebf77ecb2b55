// Contents that fold on a phone, tables that sort and filter. Without it everything can be read all the same.
"use strict";
(() => {
  const said = document.documentElement.dataset;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const contents = document.querySelector(".contents > details");
  if (contents && matchMedia("(max-width: 40rem)").matches) contents.open = false;

  // What a cell is sorted by: the value it was made from, or the number or the words that it shows.
  const text = (cell) => cell.dataset.value ?? cell.textContent.trim();
  const point = (1.5).toLocaleString(document.documentElement.lang)[1];
  const number = (cell) => {
    const digits = cell.textContent.replaceAll("−", "-").replace(/[^\d.,-]/g, "");
    const plain = point === "," ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
    return parseFloat(cell.dataset.value ?? plain);
  };
  const unit = (cell) => cell.textContent.replace(/[\d\s.,+−-]/g, "");

  // A way to compare the cells of a column; none where numbers of several units stand in it.
  const comparison = (cells, numeric) => {
    if (!numeric) return (a, b) => order.compare(text(a), text(b));
    const filled = cells.filter((cell) => !isNaN(number(cell)));
    const known = filled.every((cell) => cell.dataset.value !== undefined);
    if (!known && new Set(filled.map(unit)).size > 1) return null;
    return (a, b) => number(a) - number(b);
  };
  const empty = (cell, numeric) => (numeric ? isNaN(number(cell)) : !text(cell));

  const sortBy = (table, head, column, compare) => {
    const body = table.tBodies[0];
    const numeric = head.classList.contains("num");
    const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
    for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    if (next !== "none") head.ariaSort = next;
    const sign = next === "descending" ? -1 : 1;
    const rows = [...body.rows].sort((a, b) => {
      if (next === "none") return a.dataset.at - b.dataset.at;
      const [x, y] = [a.cells[column], b.cells[column]];
      return empty(x, numeric) - empty(y, numeric) || sign * compare(x, y) || a.dataset.at - b.dataset.at;
    });
    body.append(...rows);
  };

  const makeSortable = (table) => {
    const rows = [...table.tBodies[0].rows];
    rows.forEach((row, at) => (row.dataset.at = at));
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const compare = comparison(rows.map((row) => row.cells[column]), head.classList.contains("num"));
      if (!compare || !head.textContent.trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sortBy(table, head, column, compare));
      head.append(button);
    });
  };

  const makeSearchable = (table) => {
    const rows = [...table.tBodies[0].rows];
    const words = rows.map((row) => row.textContent.toLocaleLowerCase());
    const box = document.createElement("p");
    box.className = "filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    input.type = "search";
    // on paper a box without words is left out
    input.placeholder = " ";
    count.role = "status";
    label.append(said.filter, " ", input);
    box.append(label, " ", count);
    input.addEventListener("input", () => {
      const wanted = input.value.toLocaleLowerCase().split(/\s+/);
      rows.forEach((row, at) => (row.hidden = !wanted.every((word) => words[at].includes(word))));
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = said.shown.replace("{shown}", shown).replace("{rows}", rows.length);
    });
    (table.closest(".scroll") ?? table).before(box);
  };

  // One row of heads over one body of rows, each cell under its head: other tables stay as they are.
  const plain = (table) => {
    if (table.tBodies.length !== 1 || table.tHead?.rows.length !== 1) return false;
    const width = table.tHead.rows[0].cells.length;
    return [...table.tHead.rows, ...table.tBodies[0].rows].every(
      (row) => row.cells.length === width && ![...row.cells].some((cell) => cell.colSpan + cell.rowSpan > 2),
    );
  };

  // The section being read is marked in the contents: the last whose heading has passed the upper third.
  const follow = (links) => {
    const passed = new Set();
    const seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) passed[entry.isIntersecting ? "add" : "delete"](entry.target.id);
        const current = [...links.keys()].findLast((id) => passed.has(id));
        for (const [id, link] of links) link.ariaCurrent = id === current ? "true" : null;
      },
      { rootMargin: "1000000px 0px -67% 0px" },
    );
    for (const id of links.keys()) seen.observe(document.getElementById(id));
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll("main table")) {
      if (!plain(table)) continue;
      if (table.tBodies[0].rows.length > 15) makeSearchable(table);
      if (table.tBodies[0].rows.length > 2) makeSortable(table);
    }
    const links = [...document.querySelectorAll(".contents a")];
    follow(new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link])));
  });
})();
