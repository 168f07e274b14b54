// Keep the place on the page through a switch of language, and say so where a place does not exist.

const switches = [...document.querySelectorAll("nav.languages a")];

function keepPlace() {
  for (const link of switches) link.hash = location.hash;
}

function readPlace() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

async function checkPlace() {
  document.querySelector(".unknown-place")?.remove();
  const place = readPlace();
  if (!place || document.getElementById(place)) return;
  await loadEverything();
  const found = document.getElementById(place);
  if (found) found.scrollIntoView();
  else {
    await followMove();
    showUnknownPlace(place);
  }
}

// The script of what has moved leads on by itself, if it knows the place.
function followMove() {
  return new Promise((done) => {
    const src = `${document.documentElement.dataset.root}_static/moved.js`;
    document.head.append(make("script", { src, onload: done, onerror: done }));
  });
}

function showUnknownPlace(place) {
  const query = place.replace(/[-_.:/]+/g, " ").trim();
  const button = make("button", { type: "button" }, words.searchFor);
  button.addEventListener("click", () => searchAll(query));
  const text = words.unknownPlace.replace("%s", () => place.slice(0, 80));
  document.getElementById("main").prepend(
    make("p", { className: "unknown-place", attributes: { role: "alert" } }, text, " ", button),
  );
}

function onPlaceChange() {
  keepPlace();
  checkPlace();
}

onPlaceChange();
addEventListener("hashchange", onPlaceChange);
