/** A file's path as it was given: its name stands whole as long as it can, its folder gives way; what would hide or turn letters is boxed. */

/** How the workbench writes out a character that must not act: ⟦U+202E⟧. */
const box = /⟦(U\+[0-9A-F]{4,6})⟧/;

/** Words from outside with their boxes drawn. */
export function Boxed({ text }: { text: string }) {
  return text.split(box).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name stand in its order
      <span key={index} className="boxed" title="A character that hides or turns letters; the log keeps it">
        {part}
      </span>
    ),
  );
}

export function FileName({ path }: { path: string }) {
  const inside = path.lastIndexOf(' › ');
  const at = Math.max(path.lastIndexOf('/') + 1, inside < 0 ? 0 : inside + 3);
  return (
    <span className="file-name">
      {at > 0 && (
        <bdi className="file-folder">
          <Boxed text={path.slice(0, at)} />
        </bdi>
      )}
      <bdi className="file-own">
        <Boxed text={path.slice(at)} />
      </bdi>
    </span>
  );
}
