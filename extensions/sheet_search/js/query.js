// What a reader typed, taken apart: words, and the forms under which each is looked for.

import { compose } from "#sheet_web/hangul.js";
import { findEnglishStems } from "./english.js";
import { findSynonyms } from "./index.js";
import { findStems, isEnding, isHangulText, writeForms } from "./korean.js";
import { findLoanwords } from "./loanwords.js";
import { getVocabulary } from "./names.js";
import { isLastBar, squeeze } from "./text.js";

// What a reader typed, taken apart: words, and which of them a result may lack.

const LONGEST_QUERY = 400; // characters; no one reads a longer one
const MOST_WORDS = 10;

// Words of one script each. Matches "손실", "conv2d", "zero_grad", "c++"; not ".", "(".
const RUN = /[가-힣ㄱ-ㆎ]+|[a-z0-9_]+\+*|(?:(?![a-z0-9_가-힣ㄱ-ㆎ])[\p{L}\p{N}])+/giu;

// What asks how things differ, and says nothing of them. Matches "difference between cat and stack",
// "cat과 stack의 차이", "cat이랑 stack 다른점"; not "difference of neighbours".
const COMPARED = /\bdifferences? between\b.+\band\b|(?:[과와랑]|\bvs\b).*\s(?:차이점?|다른 ?점)(?![가-힣])/i;
const COMPARING = new Set("difference differences between 차이 차이점 다른 점 다른점".split(" "));

// Words that say nothing of what is looked for.
export const FILLERS = new Set(
  (
    "a an the of in on at to for from by with without and or is are be was do does did " +
    "how what why when which where " +
    "can should could would i my me it its this that there not no vs versus use using make get do doing " +
    "way want need trying please example properly correctly simply pytorch " +
    "we you your they their works work working while so if but about really just explain understand " +
    "파이토치 알려줘 뭔가요 인가요 되나요 할까 하려면 쓰는 쓰는법 만드는법 제대로 " +
    "법 방법 하는 하는법 하기 하나요 어떻게 무엇 뭐 왜 및 또는 그리고 대한 위한 위해 통해 있는 없는 경우 때 것 수 하고 하면 " +
    "사용 사용법 사용하기 예제 예시 코드 있 없 싶 싶어 쓰 " +
    "해결 해결법 해결하기 해결방법 뜻 의미 이유 원인 질문 관련 좀 그냥 싶은데 되는 되게 하려고 해야 " +
    "써 쓸 쓸때 할 할때 뭐가 뭐야 뭔지 무슨 어떤 얼마나 대신 같이 보려면 싶으면 싶은 해줘 안됨 안돼 안되는 안될때 " +
    "뭘 뭐로 돼 돼요 봐 봐요 꽉 쭉 딱 꼭 잘 확 너무 자꾸 혹시 일단 거 게 건데 은데 인데 알고 되는지 하는지 있는지 인지 건지 " +
    "tensorflow keras 텐서플로 텐서플로우 케라스"
  ).split(" "),
);

// Each word has its `text`, folded, and `needed`: whether a result must have it.
export function readQuery(query, aliases = {}) {
  const text = compose(query.slice(0, LONGEST_QUERY));
  const runs = [...text.matchAll(RUN)].map(makeWord).filter((word) => word.text);
  const words = runs.filter((word, place) => !isBareParticle(word, runs[place - 1]));
  for (const word of words) {
    word.needed = isNeeded(word, text);
    word.isName = looksLikeName(word, text);
    if (!word.needed && Object.hasOwn(aliases, word.typed)) word.text = squeeze(aliases[word.typed]);
  }
  if (!words.some((word) => word.needed)) for (const word of words) word.needed = true;
  return words.slice(0, MOST_WORDS);
}

function makeWord(match) {
  const [typed, start] = [match[0], match.index];
  const isHangul = /[가-힣ㄱ-ㆎ]/.test(typed);
  const text = typed.toLowerCase().replace(/_/g, (bar, at) => (isLastBar(typed, at) ? bar : ""));
  return { typed, text, isHangul, start, end: start + typed.length };
}

// The 로 of GPU로.
function isBareParticle(word, before) {
  return word.isHangul && before?.end === word.start && !before.isHangul && isEnding(word.text, before.text);
}

// Whether a word is written as code is: with a dot beside it, brackets after it, humps or _ in it.
function looksLikeName(word, text) {
  if (word.isHangul) return false;
  const after = text.slice(word.end, word.end + 2);
  return text[word.start - 1] === "." || /^(?:\.\w|\()/.test(after) || /[a-z][A-Z]|_/.test(word.typed);
}

// Fillers, numbers, single letters, what stands before a dot and what stands in brackets are extra.
function isNeeded(word, text) {
  if (FILLERS.has(word.text) || /^\d+$/.test(word.text)) return false;
  if (COMPARING.has(word.text) && COMPARED.test(text)) return false;
  if (word.isHangul && findStems(word.text).verbs.some((stem) => FILLERS.has(stem))) return false;
  if (!word.isHangul && word.text.length === 1) return false;
  if (/^\.[a-z_]/i.test(text.slice(word.end, word.end + 2))) return false;
  return !/\([^)]*$/.test(text.slice(0, word.start));
}

// The forms under which a word is looked for, and other words for it.

// What a form is worth that is not the reader's own.
const STEM = 0.93;
export const SYNONYM = 0.85;
const LONG_LOAN = 6; // letters; a shorter one is too easily heard in another word
const SURE_LOAN = 0.08; // how much it may be unlike

// Each form with what a hit is worth.
export function listForms(index, word) {
  const forms = new Map([[word.text, 1]]);
  const add = (form, worth) => forms.set(form, Math.max(worth, forms.get(form) ?? 0));
  if (word.isHangul) {
    const { nouns, verbs } = findStems(word.text);
    for (const noun of nouns) if (noun.length > 1 || index.syllables.has(noun)) add(noun, STEM);
    for (const verb of verbs) for (const form of writeForms(verb)) add(form, STEM * STEM);
  } else for (const stem of findEnglishStems(word.text)) add(stem, STEM);
  if (word.text.endsWith("_")) add(word.text.slice(0, -1), STEM);
  return [...forms];
}

// Other words for any of the forms, in their forms: of the glossary, or else those that sound alike.
export function listOthers(index, forms, word) {
  const worth = SYNONYM * Math.max(...forms.map(([, formWorth]) => formWorth));
  const known = findSynonyms(
    index.synonyms,
    forms.map(([form]) => form),
  );
  const terms = known.length ? known : listLongLoans(index, word);
  return terms.flatMap((text) => {
    const others = listForms(index, { text, isHangul: isHangulText(text) });
    return others.map(([form, formWorth]) => [form, formWorth * worth]);
  });
}

function listLongLoans(index, word) {
  if (!word.isHangul || !word.needed) return [];
  const loans = findLoanwords(getVocabulary(index), word, SURE_LOAN);
  return loans.map(({ text }) => text).filter((text) => text.length >= LONG_LOAN);
}
