// What English adds to a word, and words that say nothing of what is looked for.
"use strict";

const INFLECTIONS = new Set("s es d ed ing r er rs ers e ly".split(" "));
const NOUN_ENDINGS = new Set("ion ions ation ations".split(" "));
const FILLERS = new Set(
  (
    "a an the of in on at to for from by with without and or is are be was do does did " +
    "how what why when which where " +
    "can i my me it its this that there not no vs use using make get " +
    "법 방법 하는 하는법 하기 하나요 어떻게 무엇 뭐 왜 및 또는 그리고 대한 위한 위해 통해 있는 없는 경우 때 것 수 하고 하면 " +
    "사용 사용법 사용하기 예제 예시 코드 있 없 싶 쓰"
  ).split(" "),
);

// Whether the rest of a word changes nothing of what it is about: clip, clips, clipped, clipping.
function isInflection(rest, stem) {
  if (NOUN_ENDINGS.has(rest)) return stem.length > 3;
  if (INFLECTIONS.has(rest)) return stem.length > 2;
  const last = stem[stem.length - 1];
  return rest[0] === last && INFLECTIONS.has(rest.slice(1)) && stem.length > 2;
}

// What a word is a form of, without itself: "saving" gives "sav", which is found in save and saved.
function findEnglishStems(word) {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const stems = new Set();
  const cut = (ending, least = 3) => {
    if (word.endsWith(ending) && word.length - ending.length >= least) stems.add(word.slice(0, -ending.length));
  };
  if (word.endsWith("ies")) stems.add(`${word.slice(0, -3)}y`);
  if (!/(ss|us|is)$/.test(word)) cut("s");
  for (const ending of ["es", "ing", "ed", "er", "ers", "e"]) cut(ending);
  for (const ending of ["ation", "ion", "ism"]) cut(ending, 4);
  for (const stem of [...stems]) if (/([^aeiousl])\1$/.test(stem)) stems.add(stem.slice(0, -1));
  return [...stems];
}
