// Where a page has no such place, ask the script of what has moved; it leads on by itself.

import { onAsked } from "#sheet_web/contracts.js";
import { loadScript } from "#sheet_web/scripts.js";

onAsked("moved", (done) =>
  loadScript(`${document.documentElement.dataset.root}_static/moved.js`).then(done, done),
);
