// Go on to where the place in the address is now. Loaded by pages that are gone, and by a page that has
// no such place.

import { findOwnAddress } from "#sheet_web/scripts.js";
import { moved } from "./moves.js";

const root = new URL("..", findOwnAddress());

function readId() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

function findPlace() {
  const page = decodeURI(location.pathname.slice(root.pathname.length)).replace(/\.html$/, "");
  const places = new Map(Object.entries(new Map(Object.entries(moved)).get(page) ?? {}));
  const ofPage = places.get("") ?? "";
  return places.get(readId()) ?? (!ofPage || ofPage.includes("#") ? ofPage : ofPage + location.hash);
}

const place = findPlace();
if (place) location.replace(new URL(place, root));
