// What the rest of the page may call.

import { showHome } from "./home.js";
import { furnishPanel, showPage } from "./panel.js";
import { createSearch } from "./search.js";

globalThis.sheetSearch = { createSearch, furnishPanel, showHome, showPage };
