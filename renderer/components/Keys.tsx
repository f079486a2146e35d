/** `Ctrl Shift Z` as key caps. */
export function Keys({ keys }: { keys: string }) {
  return <kbd>{keys}</kbd>;
}
