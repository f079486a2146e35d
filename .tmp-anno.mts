import { readdirSync, readFileSync } from 'node:fs';
import { readAnnotations } from './main/formats/annotation/read.ts';
for (const kind of ['w3c-correct','w3c-incorrect']) for (const f of readdirSync(`../shared/data/annotation-anchoring/${kind}`)) {
  try { const r = readAnnotations(readFileSync(`../shared/data/annotation-anchoring/${kind}/${f}`,'utf8'));
  console.log(kind, f, r.parsed.length, r.failed.map(x=>x.because).join(' / ')); } catch (e) { console.log(kind,f,'THROWN', e.code ?? e, e.message) }
}
