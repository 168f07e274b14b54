// One kind of text of all documents, folded and joined, to be looked through in one go.
"use strict";

const BREAK = "\n";

// `rows` are a text, the number of what owns it, and what it is worth, if not 1.
function makeField(rows) {
  const texts = [];
  const starts = [];
  const ends = [];
  const owners = [];
  const weights = [];
  for (const [text, owner, weight = 1] of rows) {
    const folded = fold(text);
    if (!folded.text) continue;
    texts.push(folded.text);
    for (const start of folded.starts) starts.push(start);
    starts.push(WORD);
    ends.push(starts.length);
    owners.push(owner);
    weights.push(weight);
  }
  return { text: texts.join(BREAK) + BREAK, starts: Uint8Array.from(starts), ends, owners, weights };
}

// For each row that holds the needle, how well at best: from 0 to 1, and the part of the row it fills.
function findRows(field, needle) {
  const found = [];
  let row = 0;
  for (let at = field.text.indexOf(needle); at >= 0; at = field.text.indexOf(needle, at + 1)) {
    const quality = rateHit(field, at, needle);
    if (!quality) continue;
    while (field.ends[row] <= at) row += 1;
    const last = found[found.length - 1];
    if (last?.row === row) last.quality = Math.max(last.quality, quality);
    else found.push({ row, quality, part: needle.length / (field.ends[row] - 1 - (field.ends[row - 1] ?? 0)) });
  }
  return found;
}

// What a needle at a place is worth: a whole word most, the beginning of one less, its inside little.
function rateHit(field, at, needle) {
  const { text, starts } = field;
  const end = at + needle.length;
  const isHangul = isSyllable(needle.charCodeAt(needle.length - 1));
  if (starts[at] === INSIDE) return rateInside(field, at, end, isHangul);
  const begin = starts[at] === WORD ? 1 : 0.85;
  if (starts[end] === WORD) return begin;
  if (starts[end] === PART) return begin * 0.85;
  let stop = end;
  while (starts[stop] === INSIDE) stop += 1;
  const rest = text.slice(end, stop);
  if (isHangul) return begin * (isEnding(rest, needle) ? 0.98 : needle.length > 1 ? 0.7 : 0);
  if (isInflection(rest, needle) || /^\d+d?$/.test(rest)) return begin * 0.95;
  return needle.length > 1 ? begin * (needle.length > 2 ? 0.6 : 0.4) : 0;
}

// Inside a word, and not beyond it: two syllables or four letters say something.
function rateInside(field, at, end, isHangul) {
  if (end - at < (isHangul ? 2 : 4)) return 0;
  for (let place = at + 1; place < end; place += 1) if (field.starts[place] !== INSIDE) return 0;
  return field.starts[end] === INSIDE ? 0.15 : 0.25;
}
