// The addresses of what the search loads, below `_static`: the build puts them in this place.

export const files = { engine: "", styles: "", glossary: "", data: "", texts: "" };
