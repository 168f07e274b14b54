// Lead on from a page that was not kept: to the same page in a language in which it was, else to the first page of
// one that was. What leads nowhere is not shown.
"use strict";

const sections = [...document.querySelectorAll("section[lang]")];

// "/ko/a.html" is "/en/a.html" too; "" for an address of no language.
function findAddress(section) {
  const codes = sections.map(({ dataset }) => dataset.code).join("|");
  const match = location.pathname.match(`^(.*?/)(?:${codes})/(.*)$`);
  return match ? `${match[1]}${section.dataset.code}/${match[2]}` : "";
}

async function isKept(address) {
  const found = await Promise.all([address, `${address}.html`].map((name) => caches.match(name)));
  return address !== "" && found.some(Boolean);
}

async function showSection(section) {
  const [same, home] = section.querySelectorAll("a");
  const address = findAddress(section);
  if (await isKept(address)) {
    same.href = address + location.hash;
    same.parentElement.hidden = false;
  }
  home.parentElement.hidden = !(await isKept(home.href));
  return !same.parentElement.hidden || !home.parentElement.hidden;
}

async function showKept() {
  const kept = await Promise.all(sections.map(showSection));
  if (!kept.includes(true)) return;
  sections.forEach((section, place) => {
    section.hidden = !kept[place];
  });
  document.documentElement.lang = sections[kept.indexOf(true)].lang;
}

showKept();
