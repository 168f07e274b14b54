// Send a reader to the first of the browser's languages that the site has, else to English. What is only
// partly translated is there for whoever chooses it.
"use strict";

const links = [...document.querySelectorAll("a[hreflang]:not([data-partly])")];

function findLink(language) {
  const base = (tag) => tag.toLowerCase().split("-")[0];
  return (
    links.find((link) => link.hreflang.toLowerCase() === language.toLowerCase()) ||
    links.find((link) => base(link.hreflang) === base(language))
  );
}

const wanted = [...(navigator.languages || []), "en"];
const link = wanted.map(findLink).find(Boolean) || links[0];
location.replace(link.href + location.hash);
