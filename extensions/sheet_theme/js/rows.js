// The buttons of each row, and the switch for all outputs.

function addCopyButton(row) {
  const code = row.querySelector(".entry-code");
  if (code.querySelector("button")) return;
  const [first] = row.querySelector("pre").textContent.split("\n", 1);
  const attributes = { "aria-label": `${words.copy}: ${first}` };
  code.append(
    make("button", { type: "button", className: "copy", title: words.copy, attributes }, makeIcon(icons.copy)),
  );
}

function findRows(within = document) {
  return [...within.querySelectorAll(".entry")];
}

function switchOutputs(button) {
  const open = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(open));
  for (const output of document.querySelectorAll(".entry-output")) output.open = open;
}

findRows().forEach(addCopyButton);
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".entry .copy")) copyRows([button.closest(".entry")], button);
  if (button.dataset.do === "copy") copyRows(findRows().filter((row) => row.checkVisibility()), button);
  if (button.dataset.do === "outputs") switchOutputs(button);
});
