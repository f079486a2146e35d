/** Wrong usage: what a person typed cannot mean anything. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
