// Icons of what can be done.

/**
 * An icon of strokes on a grid of 24 units.
 * @param {string} path
 */
export function makeIcon(path) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const stroke = document.createElementNS(space, "path");
  stroke.setAttribute("d", path);
  icon.append(stroke);
  return icon;
}

export const icons = {
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  program: "M4 4h10v4M4 4v10h4M9 9h11v11H9zM12 13h5M12 16h5",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4v6M9 14v6",
};
