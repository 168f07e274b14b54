// Keep the place on the page when the reader switches language: the ids are the same in all.
"use strict";

function keepPlace() {
  for (const link of document.querySelectorAll("nav.languages a")) link.hash = location.hash;
}

keepPlace();
addEventListener("hashchange", keepPlace);
