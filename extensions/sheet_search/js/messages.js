// Messages of errors, pasted whole: found by their words, whatever the numbers in them.

const ERROR_LINE = /^\s*[\w.]*(?:Error|Exception|Warning)\b.*/gm;
const MESSAGE_WORD = /[a-z_]{2,}/g;
const LEAST_WORDS = 6; // of a message without the name of an error
const LIKE = 0.5; // from this share of its words on a message is the same
const IN_ORDER = 0.4; // and from this share of its pairs of words, where it names no error

export function looksLikeMessage(query) {
  const words = query.toLowerCase().match(MESSAGE_WORD) ?? [];
  return words.length >= LEAST_WORDS || (words.length > 2 && namesError(query));
}

// Whether a line names the error that was raised, as pasted messages do and questions don't.
export function namesError(query) {
  return query.search(ERROR_LINE) >= 0;
}

// From the last line that names an error: what stands above it is the way there.
export function cutMessage(query) {
  const lines = [...query.matchAll(ERROR_LINE)];
  return lines.length ? query.slice(lines[lines.length - 1].index) : query;
}

export function readWords(message) {
  return new Set(listWords(message));
}

function listWords(message) {
  return message.toLowerCase().match(MESSAGE_WORD) ?? [];
}

// What differs from reader to reader: which error was raised, what stands before a dot.
const OWN_NAME = /\w+\.(?=[a-z_])|[a-z]+(?=error\b|exception\b)/g;

function listCommonWords(message) {
  return listWords(message.toLowerCase().replace(OWN_NAME, ""));
}

// Words that follow each other, as text: what a piece of a message shares with the whole.
function listSteps(words) {
  return words.slice(1).map((word, at) => `${words[at]} ${word}`);
}

// `outputs` are rows of a field: an output and its entry.
export function makeMessages(outputs) {
  const messages = [];
  const counts = new Map();
  for (const [output, [[number]]] of outputs) {
    const words = readWords(cutMessage(output));
    if (words.size < 3) continue;
    const common = listCommonWords(output);
    messages.push({ number, words, pairs: new Set(listSteps(common)) });
    for (const word of new Set([...words, ...common])) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const weigh = (word) => Math.log(1 + messages.length / ((counts.get(word) ?? 0) + 0.5));
  return { messages, counts, weigh };
}

// Entries whose output says this, as `rankDocuments` gives them.
export function rankMessages({ messages, weigh }, query) {
  const asked = readWords(cutMessage(query));
  const steps = namesError(query) ? [] : listSteps(listCommonWords(query));
  const sum = (words) => [...words].reduce((total, word) => total + weigh(word), 0);
  const total = sum(asked);
  const results = messages.map(({ number, words, pairs }) => {
    const shared = sum([...asked].filter((word) => words.has(word)));
    const isInOrder = steps.filter((step) => pairs.has(step)).length >= IN_ORDER * steps.length;
    const covered = isInOrder ? shared / total : 0;
    return { number, score: covered * (0.6 + 0.4 * (shared / sum(words))), covered };
  });
  const like = results.filter(({ covered }) => covered >= LIKE);
  const sorted = like.sort((a, b) => b.score - a.score || a.number - b.number);
  return namesError(query) ? sorted : sorted.slice(0, SHOWN_PIECES);
}

const PIECE = 0.7; // the share of pairs of words from which on a query is a piece of a message
const LEAST_ASKED = 3; // pairs; two words or three are a term
const LEAST_SHARED = 2;
const SHOWN_PIECES = 3; // entries that come before all else

// Entries in whose output most words of the query follow each other, whatever names stand between.
export function rankPieces({ messages, counts, weigh }, query) {
  const asked = listSteps(listCommonWords(query).filter((word) => counts.has(word)));
  const latin = query.replace(/[^a-z]/gi, "").length;
  if (asked.length < LEAST_ASKED || latin * 2 < query.replace(/\s/g, "").length) return [];
  const sum = (pairs) => pairs.flatMap((pair) => pair.split(" ")).reduce((all, word) => all + weigh(word), 0);
  const results = messages.map(({ number, words, pairs }) => {
    const shared = asked.filter((pair) => pairs.has(pair));
    const covered = shared.length < LEAST_SHARED ? 0 : sum(shared) / sum(asked);
    return { number, score: covered - words.size / 1000, covered };
  });
  const like = results.filter(({ covered }) => covered >= PIECE);
  return like.sort((a, b) => b.score - a.score || a.number - b.number).slice(0, SHOWN_PIECES);
}
