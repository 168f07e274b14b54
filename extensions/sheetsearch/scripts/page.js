// The page of the search: the query stands in its address.
"use strict";

function showPage(load, root) {
  const input = document.getElementById("search-query");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const base = root === new URL(".", location.href).href ? "" : root;
  const readAddress = () => new URLSearchParams(location.search).get("q") ?? "";
  const update = () => {
    const query = input.value;
    const ask = (term) => {
      input.value = term;
      keepQuery(term);
      update();
    };
    const show = (engine) => showAnswers({ status, list }, { engine, query, root: base, most: Infinity, ask });
    answer(load, () => input.value === query, show).catch(() => status.replaceChildren(words.failed));
  };
  input.addEventListener("input", () => {
    keepQuery(input.value);
    update();
  });
  input.addEventListener("keydown", keepEnterOfComposition);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => {
    input.value = readAddress();
    update();
  });
  input.value = readAddress() || input.value;
  update();
}

// In the address, without a step of the browser's history for every letter.
function keepQuery(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}
