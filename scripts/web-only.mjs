// Scripts made for the web alone: bundlers and their servers follow whatever a script could import elsewhere.

/** Conditions of Emscripten and Pyodide that hold nowhere but outside of browsers. */
const elsewhere = [
  /\b[\w$]+\.IN_(?:NODE(?:_ESM|_COMMONJS)?|SHELL|DENO|BUN)\b/g,
  /(?<!var )\bENVIRONMENT_IS_(?:NODE|SHELL)\b/g,
  /\btypeof process\s*==\s*"object"/g,
];

/**
 * @param {string} code a script that asks where it runs
 * @returns {string} the same with the answer: what it does elsewhere can't be reached, and a minifier drops it
 */
export function withoutNode(code) {
  return elsewhere.reduce((left, condition) => left.replace(condition, 'false'), code);
}

/**
 * @param {string} code minified, because that loses comments
 * @returns {string} the same, whose imports by URL bundlers leave to the browser
 */
export function importingByUrl(code) {
  return code.replace(
    /\bimport\((?=[\w$])/g,
    'import(/* webpackIgnore: true */ /* @vite-ignore */ ',
  );
}
