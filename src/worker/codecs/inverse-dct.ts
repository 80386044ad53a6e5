/** Binary digits after the point: of the constants, and of what the columns leave to the rows. */
const constantBits = 13;
const columnBits = 1;
/** The two-dimensional transform of Loeffler's algorithm is eight times too large. */
const scaleBits = 3;

const fixed = (value: number) => Math.round(value * (1 << constantBits));

const c0_298 = fixed(0.298631336);
const c0_390 = fixed(0.390180644);
const c0_541 = fixed(0.5411961);
const c0_765 = fixed(0.765366865);
const c0_899 = fixed(0.899976223);
const c1_175 = fixed(1.175875602);
const c1_501 = fixed(1.50132111);
const c1_847 = fixed(1.847759065);
const c1_961 = fixed(1.96157056);
const c2_053 = fixed(2.053119869);
const c2_562 = fixed(2.562915447);
const c3_072 = fixed(3.072711026);

/**
 * Transforms a block of 8 × 8 coefficients in place to samples around 0 (ISO/IEC 10918-1 A.3.3).
 *
 * The standard leaves the arithmetic free. This is that of the reference implementations, which
 * medical toolkits build on: Loeffler, Ligtenberg and Moschytz's algorithm of 12 multiplications in
 * integers of 13 binary digits, rounded after the columns and after the rows; so samples equal theirs.
 */
export function inverseDct(block: Int32Array): void {
  for (let column = 0; column < 8; column++) {
    transform(block, column, 8, constantBits - columnBits);
  }
  for (let row = 0; row < 64; row += 8) {
    transform(block, row, 1, constantBits + columnBits + scaleBits);
  }
}

/** Transforms eight values that are `step` apart, and rounds off `bits` binary digits. */
function transform(block: Int32Array, start: number, step: number, bits: number): void {
  const at = (index: number) => block[start + index * step] ?? 0;
  const half = 1 << (bits - 1);

  const z62 = (at(2) + at(6)) * c0_541;
  const even0 = (at(0) + at(4)) << constantBits;
  const even4 = (at(0) - at(4)) << constantBits;
  const even2 = z62 + at(2) * c0_765;
  const even6 = z62 - at(6) * c1_847;

  const z7531 = (at(1) + at(3) + at(5) + at(7)) * c1_175;
  const z73 = z7531 - (at(7) + at(3)) * c1_961;
  const z51 = z7531 - (at(5) + at(1)) * c0_390;
  const z71 = (at(7) + at(1)) * c0_899;
  const z53 = (at(5) + at(3)) * c2_562;
  const odd1 = at(1) * c1_501 - z71 + z51;
  const odd3 = at(3) * c3_072 - z53 + z73;
  const odd5 = at(5) * c2_053 - z53 + z51;
  const odd7 = at(7) * c0_298 - z71 + z73;

  const put = (index: number, even: number, odd: number) => {
    block[start + index * step] = (even + odd + half) >> bits;
    block[start + (7 - index) * step] = (even - odd + half) >> bits;
  };
  put(0, even0 + even2, odd1);
  put(1, even4 + even6, odd3);
  put(2, even4 - even6, odd5);
  put(3, even0 - even2, odd7);
}
