/**
 * What marks text as written by this code: a page whose policy has `require-trusted-types-for 'script'` takes no other
 * as HTML or as the URL of a script. Elsewhere it is text as it was.
 */
export interface TrustPolicy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

/** What such a page's policy lists: `trusted-types dicom-viewer`. */
const name = 'dicom-viewer';

interface PolicyFactory {
  createPolicy(name: string, policy: TrustPolicy): TrustPolicy;
}

let policy: TrustPolicy | undefined;

/** The policy of this realm. */
export function trustPolicy(): TrustPolicy {
  policy ??= createPolicy();
  return policy;
}

/** Takes that of the element's module, in a bundle that is fetched later: a page allows one policy of a name. */
export function takeTrustPolicy(ofElement: TrustPolicy): void {
  policy = ofElement;
}

function createPolicy(): TrustPolicy {
  const asItIs = (text: string) => text;
  const untrusted = { createHTML: asItIs, createScriptURL: asItIs };
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  try {
    return trustedTypes?.createPolicy(name, untrusted) ?? untrusted;
  } catch {
    return untrusted; // the page doesn't list it: the browser says so where it is missed
  }
}
