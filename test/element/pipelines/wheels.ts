import { strToU8, zipSync } from 'fflate';

/** A wheel of one module. */
export function wheel(module: string, code: string): Uint8Array<ArrayBuffer> {
  const metadata = `Metadata-Version: 2.1\nName: ${module}\nVersion: 1.0\n`;
  return new Uint8Array(
    zipSync({
      [`${module}/__init__.py`]: strToU8(code),
      [`${module}-1.0.dist-info/METADATA`]: strToU8(metadata),
    }),
  );
}

/** The name of such a wheel. */
export const fileOf = (module: string) => `${module}-1.0-py3-none-any.whl`;

/** The SHA-256 of bytes, in hexadecimal digits. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
