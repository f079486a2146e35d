/** A failure's code and details as name and value, for those who must pass them on. */
export function DetailList({ code, details }: { code: string; details: Readonly<Record<string, unknown>> }) {
  return (
    <dl>
      <dt>code</dt>
      <dd className="mono">{code}</dd>
      {Object.entries(details).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd className="mono wrap" dir="auto">
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
