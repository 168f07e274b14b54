// What a reader can do with a section: copy it, or take it as a file.

const downloads = Object.fromEntries(
  [...document.querySelectorAll(".bar a[download]")].map((link) => [link.textContent, link.getAttribute("href")]),
);

function addActions(section) {
  const heading = section.querySelector("h2, h3");
  const rows = findRows(section);
  if (!heading || !rows.length || heading.closest("section") !== section || section.querySelector("h1")) return;
  const actions = make("span", { className: "actions" });
  const copy = make("button", { type: "button", title: words.copySection }, makeIcon(icons.copy));
  copy.setAttribute("aria-label", `${words.copySection}: ${heading.firstChild.textContent}`);
  copy.addEventListener("click", () => copyRows(findRows(section).filter((row) => !row.hidden), copy));
  actions.append(copy, ...makeDownloads(section.id, heading.firstChild.textContent));
  heading.append(actions);
}

// creation.py and "from-data" give creation.from-data.py
function makeDownloads(id, title) {
  return Object.entries(downloads).map(([kind, href]) => {
    const label = kind === ".py" ? words.asPython : words.asNotebook;
    const attributes = { "aria-label": `${title} ${kind}` };
    const address = `${href.slice(0, -kind.length)}.${id}${kind}`;
    return make("a", { href: address, download: "", title: label, attributes }, kind);
  });
}

document.querySelectorAll("main section").forEach(addActions);
