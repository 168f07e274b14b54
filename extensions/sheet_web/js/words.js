// What scripts say to readers, in the language of the page: the build puts its words in this place.

/** @type {Record<string, any>} a name that the build gives no word is found by the tests */
export const words = {};
