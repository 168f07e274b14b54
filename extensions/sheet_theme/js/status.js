// Say something to everyone: seen for a moment, and read out by screen readers.

const spoken = make("p", { className: "spoken", attributes: { role: "status" } });
let silence;

function say(text) {
  spoken.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => (spoken.textContent = ""), 2500); // long enough to read two words
}

document.body.append(spoken);
