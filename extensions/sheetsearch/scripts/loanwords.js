// English words as Koreans write them: 시그모이드 is sigmoid. Told by their sounds, coarsely.
"use strict";

const SOUNDS_OF_INITIALS = "KKNTTLMPPSS-JJJKTPH";
const SOUNDS_OF_FINALS = {
  ㄱ: "K", ㄴ: "N", ㄷ: "T", ㄹ: "L", ㅁ: "M", ㅂ: "P", ㅅ: "T", ㅇ: "N", ㅋ: "K", ㅌ: "T", ㅍ: "P",
};
const SHORTEST_SOUNDS = 4;
const EU = VOWELS.indexOf("ㅡ");
const I = VOWELS.indexOf("ㅣ");

// Vowels by where they are made; they may differ, if not all of them.
const SOUNDS_OF_VOWELS = "AAAAAAAAOAAOOOAAIOOII";
const UNLIKE = 0.3; // the share of vowels that may differ

// Letters of English, the longer ones first, and their sounds.
const SPELLINGS = [
  [/^(?:kn|n+g?)/, "N"], [/^ph/, "P"], [/^(?:sch|sh)/, "S"], [/^(?:ch|tch|j|dge)/, "J"],
  [/^th/, "S"], [/^si(?=on)/, "J"], [/^x/, "KS"],
  [/^c(?=[eiy])/, "S"], [/^(?:ck|c+|k+|qu?|g+h?)/, "K"], [/^(?:d+|t+)/, "T"], [/^(?:b+|p+|v|f+)/, "P"],
  [/^(?:s+|z+)/, "S"], [/^m+/, "M"], [/^l+/, "L"], [/^r+(?=[aeiouy])/, "L"], [/^r/, ""], [/^h/, "H"],
  [/^e$/, ""], [/^[ae]/, "A"], [/^[iy]/, "I"], [/^[ouw]/, "O"], [/^./, ""],
];

function soundEnglish(word) {
  let sounds = "";
  for (let rest = word; rest; ) {
    const [pattern, sound] = SPELLINGS.find(([spelling]) => spelling.test(rest));
    sounds += sound;
    rest = rest.slice(pattern.exec(rest)[0].length);
  }
  return joinSounds(sounds);
}

// The vowel ㅡ, and ㅣ after ㅅ, ㅈ and ㅊ at the end, are there for the consonant's sake.
function soundKorean(word) {
  let sounds = "";
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at) - FIRST_SYLLABLE;
    const initial = SOUNDS_OF_INITIALS[Math.floor(code / 588)];
    const vowel = Math.floor(code / 28) % 21;
    const isEmpty = vowel === EU || (vowel === I && at === word.length - 1 && /[SJ]/.test(initial));
    const final = FINALS[code % 28];
    sounds += initial === "-" ? "" : initial;
    sounds += isEmpty && (!final || vowel === EU) ? "" : SOUNDS_OF_VOWELS[vowel];
    sounds += SOUNDS_OF_FINALS[final] ?? "";
  }
  return joinSounds(sounds);
}

// Twice the same sound is one, and vowels beside each other are the last of them.
function joinSounds(sounds) {
  return sounds.replace(/[AIO]+(?=[AIO])/g, "").replace(/(.)\1+/g, "$1");
}

// Names that sound like a Korean word, the likest and commonest first.
function findLoanwords(vocabulary, word) {
  if (!/^[가-힣]{2,}$/.test(word.text)) return [];
  vocabulary.sounds ??= groupSounds(vocabulary);
  const stems = [word.text, ...findStems(word.text).nouns];
  const sounds = stems.map(soundKorean).filter((sound) => sound.length >= SHORTEST_SOUNDS);
  const found = sounds.flatMap((sound) => {
    const group = vocabulary.sounds.get(maskVowels(sound)) ?? [];
    return group.map((known) => ({ ...known, unlike: compareVowels(sound, known.sound) }));
  });
  const like = found.filter(({ unlike }) => unlike <= UNLIKE);
  return like.sort((a, b) => a.unlike - b.unlike || b.count - a.count).map(({ text }) => text);
}

function maskVowels(sound) {
  return sound.replace(/[AIO]/g, "V");
}

// The share of vowels that differ.
function compareVowels(one, other) {
  const places = Array.from(one, (_, at) => at).filter((at) => /[AIO]/.test(one[at]));
  return places.filter((at) => one[at] !== other[at]).length / places.length;
}

function groupSounds(vocabulary) {
  const groups = new Map();
  for (const { text, count, isName } of vocabulary.words) {
    if (!isName || !/^[a-z]{3,}$/.test(text)) continue;
    const sound = soundEnglish(text);
    groups.set(maskVowels(sound), [...(groups.get(maskVowels(sound)) ?? []), { text, count, sound }]);
  }
  return groups;
}
