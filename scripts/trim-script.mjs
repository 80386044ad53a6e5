// Pyodide's script without what nothing here uses. It brings whatever a program in C could ask a page for, as WebGL, SDL
// and OpenAL: more than half of it. What is left is what its WebAssembly and NumPy's libraries import, and what that needs.

import { parseAst } from 'rollup/parseAst';

/**
 * What may be left out: a declaration, or a statement that tells more of one.
 *
 * @typedef {{ name: string, text: string }} Part
 */

/** What a program would draw and be heard with. What names them asks whether they are there, or is of no use without. */
const unwanted = [
  ...['Browser', 'requestFullscreen', 'setCanvasSize', 'getUserMedia', 'createContext'],
  'SDL',
];

/** What lists name that nobody looks into: the disk of a computer. */
const emptied = ['NODEFS'];

/**
 * @param {string} script Emscripten's, not minified
 * @param {Set<string>} imports the names that WebAssembly imports
 * @param {Iterable<string>} used other names that are used from outside
 * @returns {string} the script without what neither these name, nor what they need
 */
export function trimScript(script, imports, used) {
  const body = moduleBody(parseAst(script));
  const statements = body.map((node) => {
    const parts = partsOf(node, script, imports);
    return { text: script.slice(node.start, node.end), kind: node.kind, parts };
  });
  const fixed = statements.filter(({ parts }) => !parts).map(({ text }) => text);
  const names = reachable(
    statements.flatMap(({ parts }) => parts ?? []),
    [...fixed.flatMap(wordsOf), ...[...used].flatMap((name) => [name, `.${name}`])],
  );
  const kept = statements.map(({ text, kind, parts }) => {
    if (!parts) return text;
    const left = parts.filter(({ name }) => names.has(name)).map((part) => part.text);
    return kind && left.length > 0 ? `${kind} ${left.join(',')};` : left.join('');
  });
  return [script.slice(0, body[0].start), ...kept, script.slice(body.at(-1).end)].join('\n');
}

/** The statements of the function that makes the module. */
function moduleBody(program) {
  let found;
  const visit = (node) => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (node && typeof node === 'object') {
      const isMaker =
        node.type === 'FunctionExpression' && node.params[0]?.left?.name === 'moduleArg';
      if (isMaker) found = node.body.body;
      else if (!found) Object.values(node).forEach(visit);
    }
  };
  visit(program.body);
  return found;
}

/**
 * What a statement consists of, if all of it may be left out: it does nothing but name things.
 *
 * @returns {Part[] | null}
 */
function partsOf(statement, script, imports) {
  const part = (name, { start, end }) => ({
    name,
    text: emptied.includes(name) ? `${name}={}` : script.slice(start, end),
  });
  switch (statement.type) {
    case 'FunctionDeclaration':
      return [part(statement.id.name, statement)];
    case 'VariableDeclaration':
      if (!statement.declarations.every(isInertDeclaration)) return null;
      return statement.declarations.map((each) =>
        each.id.name === 'wasmImports'
          ? { name: each.id.name, text: importsOf(each.init, script, imports) }
          : part(each.id.name, each),
      );
    case 'ExpressionStatement': {
      // `_function.sig = "vi"` or `Module["name"] = name`
      const { type, left, right } = statement.expression;
      if (type !== 'AssignmentExpression' || left.type !== 'MemberExpression') return null;
      if (left.computed && left.property.type !== 'Literal') return null;
      const isExport = left.object.name === 'Module';
      const property = left.property.value ?? left.property.name;
      const name = isExport ? `.${property}` : left.object.name;
      return name && isInert(right) ? [part(name, statement)] : null;
    }
    default:
      return null;
  }
}

/** The table of what WebAssembly imports, without what it doesn't. */
function importsOf(table, script, imports) {
  const entries = table.properties.filter(({ key }) => imports.has(key.name ?? key.value));
  return `wasmImports={${entries.map(({ start, end }) => script.slice(start, end)).join(',')}}`;
}

function isInertDeclaration({ id, init }) {
  return id.type === 'Identifier' && isInert(init);
}

/** Whether an expression does nothing else than to have a value; an export of WebAssembly is one. */
function isInert(node) {
  switch (node?.type) {
    case undefined:
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'Identifier':
    case 'Literal':
      return true;
    case 'MemberExpression':
      return isInert(node.object);
    case 'ArrayExpression':
      return node.elements.every(isInert);
    case 'ObjectExpression':
      return node.properties.every(({ value }) => value && isInert(value));
    case 'AssignmentExpression': // `var _name = Module["_name"] = wasmExports["name"]`
      return node.left.object?.name === 'Module' && isInert(node.right);
    default:
      return false;
  }
}

/** The names that are used, those that what they name uses, and so on. */
function reachable(parts, used) {
  const names = new Set(used);
  const texts = new Map();
  for (const { name, text } of parts) texts.set(name, [...(texts.get(name) ?? []), text]);
  for (const name of unwanted) texts.delete(name);
  // A set is walked to its end, also to what is added on the way.
  for (const name of names) {
    for (const text of texts.get(name) ?? []) wordsOf(text).forEach((word) => names.add(word));
  }
  for (const name of unwanted) names.delete(name);
  return names;
}

/** The names in a text, and with a full stop before them those that are names of properties. */
function wordsOf(text) {
  const names = text.match(/[A-Za-z_$][\w$]*/g) ?? [];
  const properties = text.matchAll(/(?:\.|\[")([A-Za-z_$][\w$]*)/g);
  return [...names, ...Array.from(properties, ([, name]) => `.${name}`)];
}
