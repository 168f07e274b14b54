// Words that are written together, taken apart.

import { findStems } from "./korean.js";
import { FOUND, KNOWN, matchWord } from "./matching.js";
import { getVocabulary, isBeginning } from "./names.js";
import { FILLERS } from "./query.js";

const SHORTEST_PIECE = { hangul: 2, latin: 4 }; // syllables, letters
const MOST_PIECES = 3;

// The words that a word consists of, or none.
export function cutCompound(index, word) {
  const pieces = cutWord(index, word);
  return pieces.length ? pieces : cutSentence(index, word);
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

const SENTENCE = { least: 5, most: 30 }; // syllables
const LONGEST_WORD = 8;
const KNOWN_SHARE = 0.6;
const UNKNOWN = 2; // what a syllable of no word costs, where a word costs 1
const FORM = 1.2;
const SYLLABLE = 2.5;
const FILLER = 0.6;

// A Korean sentence without blanks, cut where that takes the fewest and surest words; none if too little
// of it is known. What it has of no word may lack.
function cutSentence(index, word) {
  const { text } = word;
  if (!word.isHangul || text.length < SENTENCE.least || text.length > SENTENCE.most) return [];
  /** @type {{ cost: number, pieces: string[], known: number }[]} */
  const ways = [{ cost: 0, pieces: [], known: 0 }];
  for (let end = 1; end <= text.length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
      const [piece, way] = [text.slice(start, end), ways[start]];
      const worth = weighPiece(index, piece);
      const cost = way.cost + (worth ?? UNKNOWN * piece.length);
      const known = way.known + (worth ? piece.length : 0);
      if (!ways[end] || cost < ways[end].cost) ways[end] = { cost, pieces: [...way.pieces, piece], known };
    }
  }
  const { pieces, known } = ways[text.length];
  if (pieces.length < 2 || known < KNOWN_SHARE * text.length) return [];
  return pieces.map((piece) => {
    const part = { ...word, text: piece, typed: piece };
    return { ...part, needed: !FILLERS.has(piece) && matchWord(index, part).best >= KNOWN };
  });
}

function weighPiece(index, piece) {
  if (FILLERS.has(piece)) return FILLER;
  if (piece.length === 1) return index.syllables.has(piece) ? SYLLABLE : undefined;
  const { known } = getVocabulary(index);
  if (known.has(piece)) return 1;
  const { nouns, verbs } = findStems(piece);
  return [...nouns, ...verbs].some((form) => form.length > 1 && known.has(form)) ? FORM : undefined;
}
