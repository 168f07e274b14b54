// Words that a mistyped one may stand for, by the letters that must be changed.
"use strict";

const CANDIDATES = 3;

// How many letters may be wrong: the shorter a word, the more words are near it.
function countAllowed(letters, isHangul) {
  if (letters.length < 4) return 0;
  return letters.length < (isHangul ? 7 : 8) ? 1 : 2;
}

// The nearest words, the nearest and commonest first, each with its distance.
function findNearest(vocabulary, word, most) {
  const letters = splitJamo(word.text);
  const mask = maskLetters(letters);
  const found = [];
  for (const known of vocabulary.words) {
    if (isHangulText(known.text) !== word.isHangul || known.letters.length < letters.length - most) continue;
    if (countBits(mask & ~known.mask) > most) continue;
    const distance = measureDistance(letters, known.letters, most);
    if (distance <= most) found.push({ text: known.text, count: known.count, distance });
  }
  return found.sort((a, b) => a.distance - b.distance || b.count - a.count);
}

function findTypos(vocabulary, word) {
  const allowed = countAllowed(splitJamo(word.text), word.isHangul);
  const nearest = allowed ? findNearest(vocabulary, word, allowed) : [];
  return nearest.filter(({ distance }) => distance < nearest[0].distance + 0.5).slice(0, CANDIDATES);
}

// Letters changed, left out, put in or exchanged to make the typed word of a known one, or of its
// beginning, which counts a little more. Stops above `most`. In a short Latin word a letter is
// changed for two: scala is not scale.
function measureDistance(typed, known, most) {
  const change = typed.length < 6 && typed.charCodeAt(0) < 128 ? 2 : 1;
  let before = [];
  let row = Array.from({ length: known.length + 1 }, (_, at) => at);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= known.length; j += 1) {
      const isSame = typed[i - 1] === known[j - 1];
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : change));
      const isSwapped = i > 1 && j > 1 && typed[i - 1] === known[j - 2] && typed[i - 2] === known[j - 1];
      if (isSwapped) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  const whole = row[known.length];
  return Math.min(whole, Math.min(...row.slice(typed.length - most > 0 ? typed.length - most : 0)) + 0.3);
}
