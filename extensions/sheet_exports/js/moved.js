// Go on to where the place in the address is now. Loaded by pages that are gone, and by a page that has
// no such place; `moved` holds, by page and id, addresses below the language's root.

const root = new URL("..", document.currentScript.src);

function readId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

function findPlace() {
  const page = decodeURI(location.pathname.slice(root.pathname.length)).replace(/\.html$/, "");
  const places = Object.hasOwn(moved, page) ? moved[page] : {};
  const id = readId();
  if (Object.hasOwn(places, id)) return places[id];
  if (!Object.hasOwn(places, "")) return "";
  return places[""].includes("#") ? places[""] : places[""] + location.hash;
}

const place = findPlace();
if (place) location.replace(new URL(place, root));
