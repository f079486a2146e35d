import { readFileSync } from 'node:fs';
import { decodeBytes } from './main/formats/index.ts';
const [a,f]=process.argv.slice(2);
const d=await decodeBytes(readFileSync(`../shared/data/format-matrix/${a}/${f}`),{fileName:f!});
console.log(d.metadata);
