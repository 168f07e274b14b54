// The forms under which a word is looked for, and other words for it.
"use strict";

// What a form is worth that is not the reader's own.
const STEM = 0.93;
const SYNONYM = 0.85;
const LONG_LOAN = 6; // letters; a shorter one is too easily heard in another word

// Each form with what a hit is worth.
function listForms(index, word) {
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
function listOthers(index, forms, word) {
  const worth = SYNONYM * Math.max(...forms.map(([, formWorth]) => formWorth));
  const known = findSynonyms(index.synonyms, forms.map(([form]) => form));
  const terms = known.length || word.isPhrase ? known : listLongLoans(index, word);
  return terms.flatMap((text) => {
    const others = listForms(index, { text, isHangul: isHangulText(text) });
    return others.map(([form, formWorth]) => [form, formWorth * worth]);
  });
}

function listLongLoans(index, word) {
  if (!word.isHangul) return [];
  return findLoanwords(getVocabulary(index), word).filter((loan) => loan.length >= LONG_LOAN);
}
