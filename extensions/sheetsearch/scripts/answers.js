// What stands below a search box: a line that says how it went, and a list.
"use strict";

// Show what the engine finds, and say it; `ask` is called with a term that the reader picks instead,
// `more` is the address of all that is found.
function showAnswers({ status, list }, { engine, query, root, most, ask, more }) {
  const { results, needles, guesses, nearest, isMessage, isEarly } = engine.search(query);
  if (!query.trim()) showNothing({ status, list });
  else if (isEarly) status.replaceChildren(words.loading);
  else if (results.length) {
    const shown = results.slice(0, most);
    const items = shown.map(({ number }) => makeResult(engine, { number, needles, root, isMessage }));
    list.replaceChildren(...items);
    const said = sayFound(results.length, guesses);
    status.replaceChildren(more && results.length > most ? make("a", { href: more, textContent: said }) : said);
  } else {
    list.replaceChildren();
    status.replaceChildren(...sayNone(nearest, ask));
  }
}

function showNothing({ status, list }) {
  list.replaceChildren();
  status.replaceChildren();
}

function sayFound(count, guesses) {
  const found = count === 1 ? words.foundOne : words.found.replace("%s", count);
  return guesses.length ? `${found} · ${words.instead.replace("%s", guesses.join(", "))}` : found;
}

function sayNone(nearest, ask) {
  if (!nearest.length) return [words.none];
  const buttons = nearest.map((term) => {
    const button = make("button", { type: "button", className: "search-term", textContent: term });
    button.addEventListener("click", () => ask(term));
    return button;
  });
  return [`${words.none} ${words.nearest} `, ...buttons];
}
