// What English adds to a word.

const INFLECTIONS = new Set("s es d ed ing r er rs ers e ly".split(" "));
const NOUN_ENDINGS = new Set("ion ions ation ations".split(" "));

// Whether the rest of a word changes nothing of what it is about: clip, clips, clipped, clipping.
export function isInflection(rest, stem) {
  if (NOUN_ENDINGS.has(rest)) return stem.length > 3;
  if (INFLECTIONS.has(rest)) return stem.length > 2;
  const last = stem[stem.length - 1];
  return rest[0] === last && INFLECTIONS.has(rest.slice(1)) && stem.length > 2;
}

// What a word is a form of, without itself: "saving" gives "sav", which is found in save and saved.
export function findEnglishStems(word) {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  const stems = new Set();
  const cut = (ending, least = 3) => {
    if (word.endsWith(ending) && word.length - ending.length >= least)
      stems.add(word.slice(0, -ending.length));
  };
  if (word.endsWith("ies")) stems.add(`${word.slice(0, -3)}y`);
  if (!/(ss|us|is)$/.test(word)) cut("s");
  for (const ending of ["es", "ing", "ed", "er", "ers", "e"]) cut(ending);
  for (const ending of ["ation", "ion", "ism"]) cut(ending, 4);
  for (const stem of [...stems]) if (/([^aeiousl])\1$/.test(stem)) stems.add(stem.slice(0, -1));
  return [...stems];
}
