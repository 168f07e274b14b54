// The texts of rows, as they are copied.

// The note and the code of a row, of each node what `read` makes of it.
export function readRow(row, read = (node) => node.textContent) {
  const note = [...row.querySelector(".entry-note").childNodes]
    .filter((node) => !/^entry-/.test(node.className ?? ""))
    .map(read)
    .join("");
  return { code: read(row.querySelector(".entry-code > pre")), note: note.trim() };
}

// With its note as a comment above the code.
export function writeParts({ code, note }) {
  return [note && `# ${note}`, code].filter(Boolean).join("\n");
}
