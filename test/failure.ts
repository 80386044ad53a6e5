/** What a promise rejects with; an error of its own if it doesn't. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (reason: unknown) => ({ reason }),
  );
  if (!outcome) {
    throw new Error('It was expected to fail, and did not.');
  }
  return outcome.reason;
}
