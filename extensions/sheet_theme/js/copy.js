// Take code to the clipboard, with its notes where the reader wants them.

function readRow(row) {
  const note = [...row.querySelector(".entry-note").childNodes]
    .filter((node) => !node.classList?.contains("entry-notice"))
    .map((node) => node.textContent)
    .join("");
  return { code: row.querySelector(".entry-code pre").textContent, note: note.trim() };
}

function joinCode(rows) {
  const parts = rows.map(readRow).map(({ code, note }) => (settings.notes && note ? `# ${note}\n${code}` : code));
  return parts.join("\n\n");
}

async function copyRows(rows, button) {
  const copied = await writeClipboard(joinCode(rows));
  say(copied ? words.copied : words.copyFailed);
  if (!copied || !button) return;
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1500);
}

async function writeClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // a page that is not served over https has no clipboard
  }
}

function copyBySelection(text) {
  const area = make("textarea", { value: text, className: "aside" });
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}
