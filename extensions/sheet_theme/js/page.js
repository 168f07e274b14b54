// What the theme does on a page.

import "./rows.js";
import "./sections.js";
import "./copying.js";
import "./filter.js";
import "./moves.js";
import "./anchors.js";
import "./reading.js";
import "./place.js";
import "./settings_button.js";
import "./keys.js";
