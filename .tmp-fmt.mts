import { readFileSync } from 'node:fs';
import { decodeBytes } from './main/formats/index.ts';
const [a,f]=process.argv.slice(2);
const d=await decodeBytes(readFileSync(`../shared/data/format-matrix/${a}/${f}`),{fileName:f!});
const pts=[...(d.rendition?.text??'')];
for(const b of d.rendition?.blocks??[]) console.log(`[${b.type}${b.level??''}] ${pts.slice(b.start,b.end).join('')}`);
console.log(JSON.stringify(d.findings), d.metadata.published, d.metadata.title);
