// Where a text says what was looked for, whatever stands between: blanks, _, particles after it.
"use strict";

const MARKED = 0.5; // how well a place must match to be marked

// The needles of all words that were looked for.
function listNeedles(index, words) {
  return words.flatMap((word) => {
    const forms = word.guesses ?? listForms(index, word);
    return [...forms, ...listOthers(index, forms, word)].map(([form]) => form);
  });
}

// Pairs of first and last place, plus one, that don't touch.
function markText(text, needles) {
  const { text: folded, starts, places } = fold(text);
  const field = { text: folded + BREAK, starts: [...starts, WORD] };
  const spans = [];
  for (const needle of needles) {
    for (let at = field.text.indexOf(needle); at >= 0 && needle; at = field.text.indexOf(needle, at + 1)) {
      const isFound = rateHit(field, at, needle) >= MARKED;
      if (isFound) spans.push([places[at], places[at + needle.length - 1] + 1]);
    }
  }
  return joinSpans(spans);
}

function joinSpans(spans) {
  const joined = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = joined[joined.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
