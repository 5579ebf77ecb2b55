// A box to search the reports and a choice of their kind. Without it all of them are listed all the same.
"use strict";
(() => {
  const said = document.documentElement.dataset;
  const cards = [...document.querySelectorAll(".card")];
  const groups = [...document.querySelectorAll("main > section")];
  const words = cards.map((card) => (card.textContent + " " + card.dataset.words).toLocaleLowerCase());
  const box = document.querySelector(".filter");
  if (cards.length < 2) return;

  const input = document.createElement("input");
  input.type = "search";
  const kinds = document.createElement("select");
  const count = document.createElement("span");
  count.role = "status";
  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(text, " ", control);
    return label;
  };
  kinds.append(new Option(said.every, ""));
  for (const group of groups) kinds.append(new Option(group.querySelector("h2").textContent, group.id));
  box.append(labelled(said.search, input), " ");
  if (groups.length > 1) box.append(labelled(said.kind, kinds), " ");
  box.append(count);

  const show = () => {
    const wanted = input.value.toLocaleLowerCase().split(/\s+/);
    cards.forEach((card, at) => {
      const other = kinds.value && card.closest("section").id !== kinds.value;
      card.hidden = other || !wanted.every((word) => words[at].includes(word));
    });
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    const shown = cards.filter((card) => !card.hidden).length;
    const all = shown === cards.length;
    count.textContent = all ? "" : said.shown.replace("{shown}", shown).replace("{rows}", cards.length);
  };
  input.addEventListener("input", show);
  kinds.addEventListener("change", show);
  // a browser may give back what was typed before one followed a link
  show();
})();
