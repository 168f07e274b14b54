// Arrow keys go from row to row, Enter copies the row.

function listVisibleRows() {
  return findRows().filter((row) => !row.hidden);
}

function focusRow(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// From the filter down to the first row, from the first row up to the filter.
function moveFrom(element, step) {
  const rows = listVisibleRows();
  const at = rows.indexOf(element.closest(".entry"));
  if (at + step >= 0 && rows[at + step]) focusRow(rows[at + step]);
  else if (step < 0) filter?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { target, key } = event;
  const inRow = target.matches?.(".entry");
  if (!inRow && target !== filter) return;
  if (key === "ArrowDown" || key === "ArrowUp") moveFrom(target, key === "ArrowDown" ? 1 : -1);
  else if (key === "Enter") chooseRow(target);
  else return;
  event.preventDefault();
});

function chooseRow(target) {
  const row = target.closest(".entry") || listVisibleRows()[0];
  if (row && (target !== filter || filter.value.trim())) copyRows([row], row.querySelector(".copy"));
  else if (!row) searchAll(filter.value.trim());
}
