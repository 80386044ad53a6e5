// The lines that tell a waiting person what is going on.

export function say(line) {
  console.log(line);
}

/** `4000712` → `4.0 MB` */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Seconds since a `performance.now()`, as `3.2 s`. */
export function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
