// Words by the initial consonants of their syllables: ㅅㅅㅎㅅ is 손실 함수.
"use strict";

const TITLED = 3; // a word of a title counts as three of notes

// Known beginnings that have these initials, the commonest first.
function findByInitials(index, typed) {
  const counts = new Map();
  for (const field of [index.fields.titles, index.fields.notes]) {
    field.initials ??= initials(field.text);
    const letters = field.initials;
    for (let at = letters.indexOf(typed); at >= 0; at = letters.indexOf(typed, at + 1)) {
      const text = field.text.slice(at, at + typed.length);
      if (field.starts[at] && /^[가-힣]+$/.test(text)) {
        const weight = field === index.fields.titles ? TITLED : 1;
        counts.set(text, (counts.get(text) ?? 0) + weight);
      }
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
}
