// What packages ask of each other on a page: events of the document, so that none reaches into another
// and any may be missing.
//
// "search"   open the search with this query
// "terms"    call this function with the rows of the glossary, each of words for the same thing
// "moved"    lead on to where the place in the address is now; else call this function
// "unknown"  say that the page has no such place
// "everything" load what the page has not loaded yet; then call this function
// "rows"     make rows that came into this element as those of the page are
// "say"      say this to everyone for a moment
// "program"  call `take` with what stands above the `code` of the row at `href` in its program, and the code
// "copying"  load what copies; then call this function with whether it is there
// "settings" open the window of what the reader has chosen: `settings`, `changeSetting`, `areKept`
// "section"  add what a reader can do with a section to its `actions`; `id` and `title` are its own

/** @typedef {"search" | "terms" | "moved" | "unknown" | "section" | "everything" | "rows" | "say" | "settings" | "program" | "copying"} Contract */

/**
 * Ask whoever answers; whether anybody does.
 * @param {Contract} name
 * @param {any} detail
 */
export function ask(name, detail) {
  return !document.dispatchEvent(new CustomEvent(`sheet:${name}`, { detail, cancelable: true }));
}

/**
 * @param {Contract} name
 * @param {(detail: any) => void} answer
 */
export function onAsked(name, answer) {
  document.addEventListener(`sheet:${name}`, (event) => {
    event.preventDefault();
    answer(/** @type {CustomEvent} */ (event).detail);
  });
}
