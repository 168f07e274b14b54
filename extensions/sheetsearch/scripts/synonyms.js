// Words for the same thing, in all languages: rows of a glossary.
"use strict";

const LONGEST_TERM = 4; // words

function makeSynonyms(rows) {
  const byKey = new Map();
  for (const row of rows) {
    const keys = [...new Set(row.map((term) => fold(normalize(term)).text))];
    for (const key of keys) byKey.set(key, new Set([...(byKey.get(key) ?? []), ...keys]));
  }
  return byKey;
}

// Other words for one, or for any of its forms; none of them twice.
function findSynonyms(synonyms, forms) {
  const found = new Set(forms.flatMap((form) => [...(synonyms.get(form) ?? [])]));
  for (const form of forms) found.delete(form);
  return [...found];
}
