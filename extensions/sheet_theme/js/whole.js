// The page of the whole sheet loads its chapters as the reader comes near them, or looks for something.

const parts = [...document.querySelectorAll("section[data-src]")];
let everything;

async function loadPart(part) {
  if (!part.dataset.src) return;
  const address = new URL(part.dataset.src, location.href);
  delete part.dataset.src;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    fillPart(part, new DOMParser().parseFromString(await answer.text(), "text/html"), address);
  } catch {
    part.dataset.src = address; // to be tried again
    say(words.notLoaded);
  }
}

function fillPart(part, page, address) {
  for (const link of page.querySelectorAll("main a[href]"))
    link.href = new URL(link.getAttribute("href"), address).href;
  part.replaceChildren(...page.querySelector("main section").children);
  findRows(part).forEach(addCopyButton);
}

function loadEverything() {
  if (!parts.some((part) => part.dataset.src)) return Promise.resolve();
  say(words.loading);
  everything ||= Promise.all(parts.map(loadPart)).then(() => (everything = undefined));
  return everything;
}

const nearness = new IntersectionObserver(
  (seen) => seen.filter((part) => part.isIntersecting).forEach((part) => loadPart(part.target)),
  { rootMargin: "1500px" }, // about two screens ahead of the reader
);
for (const part of parts) nearness.observe(part);

if (parts.length)
  document.addEventListener("keydown", async (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    await loadEverything();
    print();
  });
