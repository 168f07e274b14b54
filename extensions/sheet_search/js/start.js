// What the rest of the page may call.

import { showHome } from "./home.js";
import { openPanel, showPage } from "./panel.js";
import { createSearch } from "./search.js";

globalThis.sheetSearch = { createSearch, openPanel, showHome, showPage };
