// What the exports do on a page.

import "./downloads.js";
import "./follow.js";
import "./offline.js";
import "./programs.js";
