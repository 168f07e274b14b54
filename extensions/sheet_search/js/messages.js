// Messages of errors, pasted whole: found by their words, whatever the numbers in them.

const ERROR_LINE = /^\s*[\w.]*(?:Error|Exception|Warning)\b.*/gm;
const MESSAGE_WORD = /[a-z_]{2,}/g;
const LEAST_WORDS = 6; // of a message without the name of an error
const LIKE = 0.5; // from this share of its words on a message is the same

export function looksLikeMessage(query) {
  const words = query.toLowerCase().match(MESSAGE_WORD) ?? [];
  return words.length >= LEAST_WORDS || (words.length > 2 && query.search(ERROR_LINE) >= 0);
}

// From the last line that names an error: what stands above it is the way there.
export function cutMessage(query) {
  const lines = [...query.matchAll(ERROR_LINE)];
  return lines.length ? query.slice(lines[lines.length - 1].index) : query;
}

export function readWords(message) {
  return new Set(message.toLowerCase().match(MESSAGE_WORD) ?? []);
}

// `outputs` are rows of a field: an output and its entry.
export function makeMessages(outputs) {
  const messages = [];
  const counts = new Map();
  for (const [output, [[number]]] of outputs) {
    const words = readWords(cutMessage(output));
    if (words.size < 3) continue;
    messages.push({ number, words });
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const weigh = (word) => Math.log(1 + messages.length / ((counts.get(word) ?? 0) + 0.5));
  return { messages, weigh };
}

// Entries whose output says this, as `rankDocuments` gives them.
export function rankMessages({ messages, weigh }, query) {
  const asked = readWords(cutMessage(query));
  const sum = (words) => [...words].reduce((total, word) => total + weigh(word), 0);
  const total = sum(asked);
  const results = messages.map(({ number, words }) => {
    const shared = sum([...asked].filter((word) => words.has(word)));
    return { number, score: (shared / total) * (0.6 + 0.4 * (shared / sum(words))), covered: shared / total };
  });
  const like = results.filter(({ covered }) => covered >= LIKE);
  return like.sort((a, b) => b.score - a.score || a.number - b.number);
}
