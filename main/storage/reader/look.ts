/** Sources that are worth a look, from what their readers found and from where they stand. */
import { z } from 'zod';
import type { LookCode } from '../../../shared/contract.ts';
import * as m from '../../../shared/model.ts';
import { parseJson } from '../rows.ts';
import { SourceReader } from './sources.ts';

export interface LookedAt {
  readonly code: LookCode;
  readonly source: m.SourceId;
  readonly message: string;
}

const Findings = z.array(m.Finding);

export class LookReader extends SourceReader {
  /** In the order in which they came in; one line for each code of a source. The findings stand in an index: metadata is not read. */
  *toLookAt(): Generator<LookedAt> {
    const dateless = new Set<string>();
    for (const row of this.all(
      "SELECT id, kind FROM source WHERE date IS NULL AND kind IN ('article', 'photo') AND reading = 'read' ORDER BY number",
    )) {
      const source = m.SourceId.parse(row['id']);
      dateless.add(source);
      yield {
        code: 'no-date',
        source,
        message: row['kind'] === 'photo' ? 'It does not say when it was taken.' : 'It does not say when it was published.',
      };
    }
    for (const row of this.all(
      `SELECT number, json_extract(metadata, '$.findings') AS findings, id FROM source INDEXED BY source_findings
       WHERE json_extract(metadata, '$.findings') IS NOT NULL ORDER BY number`,
    )) {
      const source = m.SourceId.parse(row['id']);
      const told = new Set<string>(['no-date']);
      for (const { code, message } of parseJson(Findings, row['findings'])) {
        if (told.has(code)) continue;
        told.add(code);
        yield { code, source, message };
      }
    }
    for (const row of this.all(
      "SELECT id, kind, reading, version_of, (SELECT ref FROM source AS former WHERE former.id = source.version_of) AS former FROM source WHERE reading = 'locked' OR version_of IS NOT NULL ORDER BY number",
    )) {
      const source = m.SourceId.parse(row['id']);
      if (row['reading'] === 'locked') yield { code: 'locked', source, message: 'It is locked with a password.' };
      if (row['version_of'] !== null)
        yield { code: 'new-version', source, message: `Other bytes of the same address came in before, as ${String(row['former'])}.` };
    }
    // A ZIP is taken whole; of a web archive a person chooses
    for (const row of this.all(
      "SELECT id FROM source WHERE kind = 'archive' AND media_type <> 'application/zip' AND NOT EXISTS (SELECT 1 FROM source AS inside WHERE inside.within = source.id) ORDER BY number",
    ))
      yield { code: 'choose-pages', source: m.SourceId.parse(row['id']), message: 'None of its pages has been taken yet.' };
    for (const row of this.all(
      "SELECT source.id, confidence FROM rendition JOIN source ON source.id = rendition.source WHERE rendition.kind = 'machine-read' AND current = 1 ORDER BY number",
    )) {
      const sure = typeof row['confidence'] === 'number' ? ` It was ${Math.round(row['confidence'])} % sure of its words.` : '';
      yield { code: 'machine-read', source: m.SourceId.parse(row['id']), message: `Its text was read by a machine.${sure}` };
    }
  }
}
