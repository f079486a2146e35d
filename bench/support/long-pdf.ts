/** A PDF of many pages of running text with a running head and page numbers, as bytes. */
const vocabulary =
  'the soldiers dormitory strike report official said reporters town building windows crater morning evidence spokesman blogger number people video street near school hit claim'.split(
    ' ',
  );

export function longPdf(pages: number, linesPerPage = 45): Uint8Array {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const kids: string[] = [];
  for (let page = 1; page <= pages; page++) {
    const lines = Array.from({ length: linesPerPage }, (_, i) =>
      Array.from({ length: 11 }, (__, j) => vocabulary[(page * 31 + i * 17 + j * j * 7) % vocabulary.length]).join(' '),
    );
    const content = `BT /F1 9 Tf 72 800 Td (The long report) Tj ET BT /F1 9 Tf 290 30 Td (${page}) Tj ET BT /F1 11 Tf 14 TL 72 760 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
    // 1 is the catalog, 2 the page tree, 3 the font; pages and their contents take turns.
    kids.push(`${4 + 2 * (page - 1)} 0 R`);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * (page - 1)} 0 R >>`,
    );
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  const all = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...objects,
  ];
  const parts = ['%PDF-1.7\n'];
  let at = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  for (const [i, body] of all.entries()) {
    const text = `${i + 1} 0 obj\n${body}\nendobj\n`;
    offsets.push(at);
    at += text.length;
    parts.push(text);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}
