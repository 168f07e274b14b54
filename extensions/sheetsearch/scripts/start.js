// What the rest of the page may call.
"use strict";

globalThis.sheetSearch = { createSearch, openPanel, showPage };
