// A failure that one sentence explains, and how a script says it and ends.

export class Problem extends Error {}

/** Runs a script's task; a problem is told in its one sentence, anything else with its stack. */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof Problem ? error.message : error);
  }
}
