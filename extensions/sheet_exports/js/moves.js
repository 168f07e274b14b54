// Addresses below the language's root by page and id: the build puts them in this place.

/** @type {Record<string, Record<string, string>>} */
export const moved = {};
