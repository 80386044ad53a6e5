/** What hostile code tries; see attempts.py and attempts.js, which other browsers run, too. */

/** What came of each attempt: 'through', or why not. */
export type Outcomes = Record<string, string>;

/** What attempts.js comes to. */
export interface Report {
  origin: string;
  outcomes: Outcomes;
}

/** A pipeline that tries everything; its text are the outcomes in JSON. */
export const hostile = '/test/element/pipelines/attempts.py#hostile';

/** The attempts that got through. */
export function through(outcomes: Outcomes): string[] {
  return Object.keys(outcomes).filter((name) => outcomes[name] === 'through');
}

/** What was asked for below `/beacon/`. */
export async function beacons(): Promise<string[]> {
  return (await (await fetch('/beacon/')).json()) as string[];
}
