// The program of a row, asked of whoever knows it.

import { ask } from "./contracts.js";

/**
 * What stands above a row's code in the program that runs it alone, and the code.
 * @param {string} href the row's address
 * @param {string} code as the page shows it; alone where nobody knows more
 * @returns {Promise<{ above: string, code: string }>}
 */
export function findProgram(href, code) {
  const alone = { above: "", code };
  return new Promise((resolve) => {
    if (!ask("program", { href, code, take: (found) => resolve(found ?? alone) })) resolve(alone);
  });
}
