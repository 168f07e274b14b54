// What is folded is opened for a link that leads into it; not every browser does so by itself.

function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target?.closest("details:not([open])");
  if (!folded || folded === target) return;
  folded.setAttribute("open", "");
  target?.scrollIntoView();
}

reveal();
addEventListener("hashchange", reveal);
