// What a word may mean that is found nowhere: another keyboard layout, initial consonants, words
// written together, a typo.
"use strict";

const SHORTEST_PIECE = { hangul: 2, latin: 4 }; // syllables, letters
const MOST_PIECES = 3;
const GUESS = 0.7; // what a guessed word is worth, less for each wrong letter
const WRONG = 0.1;
const LATER = 0.1; // what each next guess is worth less, where all fit

// Words to look for instead, or none.
function rescueWord(index, word) {
  if (isInitials(word.text)) {
    const found = findByInitials(index, word.text).slice(0, CANDIDATES);
    return found.length ? [{ ...word, guesses: found.map((text, place) => [text, 1 - LATER * place]) }] : [];
  }
  const cut = cutWord(index, word);
  if (cut.length) return cut;
  if (matchWord(index, word).best >= KNOWN) return [];
  const guesses = listGuesses(getVocabulary(index), word);
  return guesses.length ? [{ ...word, text: guesses[0][0], guesses, isGuess: true }] : [];
}

function listGuesses(vocabulary, word) {
  const loans = findLoanwords(vocabulary, word).map((text) => [text, SYNONYM]);
  const typos = findTypos(vocabulary, word).map(({ text, distance }) => [text, GUESS - WRONG * distance]);
  return [...loans, ...typos].slice(0, CANDIDATES);
}

// The same keys on the other layout, if they make whole syllables or plain Latin letters.
function switchLayout(word) {
  const text = word.isHangul ? writeKeys(word.text) : readKeys(word.typed);
  const isWhole = word.isHangul ? /^[a-z]+$/.test(text) : /^[가-힣]{2,}$/.test(text);
  return isWhole ? { ...word, text, typed: text, isHangul: !word.isHangul } : null;
}

// Pieces that are known words and meet in a document, as few as possible; none if there are no such.
function cutWord(index, word) {
  for (let count = 2; count <= MOST_PIECES; count += 1) {
    for (const texts of listPieces(getVocabulary(index), word, word.text, count)) {
      const pieces = texts.map((text) => ({ ...word, text, typed: text }));
      if (meet(pieces.map((piece) => matchWord(index, piece).values))) return pieces;
    }
  }
  return [];
}

function* listPieces(vocabulary, word, text, count) {
  const least = word.isHangul ? SHORTEST_PIECE.hangul : SHORTEST_PIECE.latin;
  const isPiece = (piece) => piece.length >= least && isKnownForm(vocabulary, piece, word.isHangul);
  if (count === 1) {
    if (isPiece(text)) yield [text];
    return;
  }
  for (let at = text.length - least; at >= least; at -= 1) {
    const [first, rest] = [text.slice(0, at), text.slice(at)];
    if (!isPiece(first)) continue;
    for (const others of listPieces(vocabulary, word, rest, count - 1)) yield [first, ...others];
  }
}

function isKnownForm(vocabulary, text, isHangul) {
  if (!isHangul) return vocabulary.known.has(text);
  return [text, ...findStems(text).nouns].some((form) => form.length > 1 && isBeginning(vocabulary, form));
}

// Whether a document has all of them, and not by the way.
function meet([first, ...others]) {
  return first.some((value, number) => value >= FOUND && others.every((values) => values[number] >= FOUND));
}
