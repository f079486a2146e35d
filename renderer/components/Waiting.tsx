/** A wait always says what it waits for. */
export function Waiting({ words }: { words: string }) {
  return (
    <p className="empty" role="status">
      {words}…
    </p>
  );
}
