import { readFileSync, existsSync } from 'node:fs';
import { decodeFile } from './main/formats/index.ts';
import { fromMemory, memorySink } from './main/formats/memory.ts';
const a=process.argv[2]!;
const t=JSON.parse(readFileSync(`../shared/data/format-matrix/${a}/truth.json`,'utf8')).truth.text as string;
const count=(s:string)=>{const m=new Map<string,number>();for(const [w] of s.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu))m.set(w,(m.get(w)??0)+1);return m};
const T=count(t);
for(const f of ['page.html','page.pdf','page.eml','article.docx']){ if(!existsSync(`../shared/data/format-matrix/${a}/${f}`)) continue;
const d=await decodeFile(fromMemory(readFileSync(`../shared/data/format-matrix/${a}/${f}`)),{fileName:f},memorySink());
const pts=[...(d.rendition?.text??'')];
let bl=(d.rendition?.blocks??[]).filter(b=>b.type!=='title'); if(f.endsWith('eml')) bl=bl.slice(bl.findIndex(b=>b.type!=='table-row'));
const W=count(bl.map(b=>pts.slice(b.start,b.end).join('')).join('\n'));
const sz=(m:Map<string,number>)=>[...m.values()].reduce((x,y)=>x+y,0);
const sub=(A:Map<string,number>,B:Map<string,number>)=>[...A].flatMap(([w,n])=>n>(B.get(w)??0)?[`${w}${n-(B.get(w)??0)>1?'×'+(n-(B.get(w)??0)):''}`]:[]).join(' ');
console.log(f,sz(W),sz(T),'EXTRA',sub(W,T),'| MISSING',sub(T,W));}
