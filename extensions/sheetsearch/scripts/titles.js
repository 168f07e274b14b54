// The titles of sections, what they consist of, and how much each tells of its section.
"use strict";

const WHOLE_PAGE = 1.2; // what a page is about weighs more than what one of its sections is about
const TITLE_PART = 0.9; // "저장" in "저장과 불러오기"

// What stands beside each other in a title. Splits "A and B", "A, B", "A와 B", "A(B)"; not "A of B".
const TITLE_SEAM = /(?<=[가-힣a-z0-9)])(?:과|와)\s+|\s*,\s*|\s+(?:and|및)\s+|\s*[()]\s*/i;

// Rows of titles and, for less, of their parts. A section whose title is a part of its page's stands
// for it.
function listTitles(sections) {
  const ofPages = listKeys(sections.filter(isPage));
  const ofOthers = listKeys(sections.filter((pair) => !isPage(pair)));
  return sections.flatMap(([section, number]) =>
    splitTitle(section).map((text, place) => {
      const key = keyTitle(section, text);
      const part = place ? TITLE_PART : 1;
      const isTaken = place > 0 && isPage([section, number]) && ofOthers.has(key);
      return [text, [[number, ofPages.has(key) && !isTaken ? part * WHOLE_PAGE : part * part]]];
    }),
  );
}

function isPage([section, number]) {
  return number === section.page.top;
}

// The title first.
function splitTitle({ title }) {
  return [...new Set([title, ...title.split(TITLE_SEAM).filter(Boolean)])];
}

function keyTitle({ page }, text) {
  return `${page.uri} ${fold(text).text}`;
}

function listKeys(sections) {
  return new Set(sections.flatMap(([section]) => splitTitle(section).map((text) => keyTitle(section, text))));
}

// Rows of the ids of sections whose title is in another language: ids come from the source's titles.
function listAnchors(sections) {
  const foreign = sections.filter(([section]) => fold(section.title).text !== fold(section.id).text);
  return foreign.map((pair) => [pair[0].id, [[pair[1], isPage(pair) ? WHOLE_PAGE : 1]]]);
}
