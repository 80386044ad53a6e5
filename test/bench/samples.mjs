// What benchmarks return: rows of samples.

/**
 * @typedef {object} Row
 * @property {string} what
 * @property {string} unit of samples and limit, `ms` for one
 * @property {number[]} samples none if there was nothing to measure with
 * @property {number} [limit] the most that the median is to be
 * @property {number[]} [baseline] the same, done by what it is compared with
 * @property {number} [share] the most of the baseline's median that the median is to be
 */

/** The least sample that so many of a hundred don't exceed. */
export function percentile(samples, percent) {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

export function median(samples) {
  return percentile(samples, 50);
}
