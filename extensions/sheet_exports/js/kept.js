// What the worker keeps: the build puts it in this place.

export const version = "";
/** @type {string[]} */
export const shell = [];
/** @type {Record<string, string[]>} */
export const files = {};
