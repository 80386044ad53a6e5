// Compares a table of layers with what is imported.

/**
 * What a folder, or a module that lies in none, may import.
 *
 * @typedef {object} Layer
 * @property {string} [purpose]
 * @property {string[]} [imports] other layers
 * @property {string[]} [packages]
 * @property {boolean} [ground] whether every layer above may import it, without saying so
 * @property {boolean} [planned] whether there is no such folder yet
 */

/** The layer that a module belongs to: its folder, or itself. */
export function layerOf(path) {
  const end = path.lastIndexOf('/');
  return end === -1 ? path : path.slice(0, end);
}

/**
 * Says how a table and the modules disagree.
 *
 * @param {Record<string, Layer>} table from the top down: a layer imports only what comes after it
 * @param {import('./imports.mjs').Module[]} modules
 * @returns {string[]} sentences
 */
export function disagreements(table, modules) {
  const found = new Set(modules.map(({ path }) => layerOf(path)));
  const names = Object.keys(table);
  return [
    ...[...found].filter((name) => !table[name]).map((name) => `${name} isn't in the table.`),
    ...names
      .filter((name) => !found.has(name) && !table[name].planned)
      .map((name) => `${name} doesn't exist.`),
    ...names
      .filter((name) => found.has(name) && table[name].planned)
      .map((name) => `${name} exists, and is no longer planned.`),
    ...names.flatMap((name, place) =>
      (table[name].imports ?? [])
        .filter((other) => names.indexOf(other) <= place)
        .map((other) => `${name} may import ${other}, which doesn't stand below it.`),
    ),
    ...modules.flatMap((module) => forbidden(table, module)),
    ...names.flatMap((name) => unused(name, table, modules)),
  ];
}

function forbidden(table, { path, imports, packages }) {
  const own = layerOf(path);
  const names = Object.keys(table);
  const { imports: layers = [], packages: allowedPackages = [] } = table[own] ?? {};
  const isAllowed = (layer) =>
    layer === own ||
    layers.includes(layer) ||
    (table[layer]?.ground && names.indexOf(layer) > names.indexOf(own));
  return [
    ...imports
      .filter((other) => !isAllowed(layerOf(other)))
      .map((other) => `${path} imports ${other}: ${own} may not import ${layerOf(other)}.`),
    ...packages
      .filter((name) => !allowedPackages.includes(name))
      .map((name) => `${path} imports ${name}: ${own} may not import that package.`),
  ];
}

/** What a layer may import, and doesn't. */
function unused(name, table, modules) {
  const own = modules.filter(({ path }) => layerOf(path) === name);
  const imported = new Set(own.flatMap(({ imports }) => imports.map(layerOf)));
  const packages = new Set(own.flatMap((module) => module.packages));
  const { imports: layers = [], packages: allowedPackages = [] } = table[name];
  return [
    ...layers
      .filter((layer) => table[layer]?.ground)
      .map((layer) => `${name} needn't name ${layer}, which every layer may import.`),
    ...layers
      .filter((layer) => !table[layer]?.ground && !imported.has(layer))
      .map((layer) => `${name} may import ${layer}, but doesn't.`),
    ...allowedPackages
      .filter((each) => !packages.has(each))
      .map((each) => `${name} may import the package ${each}, but doesn't.`),
  ];
}
