import path from 'node:path';
import { anchoringMaterial } from './bench/support/anchoring-material.ts';
import { changed, markKinds, passage, seeded, tried } from './bench/support/mutations.ts';
import { describe, locate } from './shared/anchor/text.ts';
const material = await anchoringMaterial(path.resolve('../shared/data'));
for (const [n, one] of material.entries()) {
  const strangers = material.filter((o) => o.language === one.language && o !== one).slice(0,5).flatMap((o) => o.strangers);
  for (const amount of [0.01,0.05,0.2,0.5]) {
    const random = seeded(n * 7919 + amount * 1000);
    const after = changed(random, one.text, one.language, amount, strangers);
    for (const kind of markKinds) for (let m=0;m<3;m++) {
      const mark = passage(random, one.text, one.language, kind); if (!mark) continue;
      const t = tried(one.text, after, mark, true);
      if (t.verdict==='wrong') {
        const f = locate(after.text, describe(one.text, mark.start, mark.end), one.text);
        const c = f.candidates[0]!; const back = new Map([...after.now].map(([a,b])=>[b,a]));
        const pts=[...after.text];
        console.log('=====', one.name, kind, f.state, 'mark', mark, 'found', c.start, c.end);
        let run=''; let prev: unknown='x';
        for (let i=c.start-60;i<c.end+60;i++){ const o=back.get(i); const d = o===undefined?'new':o-i; if(d!==prev){ run+=`⟦${d}⟧`; prev=d;} if(i===c.start||i===c.end) run+='¦'; run+=pts[i]??''; }
        console.log(run);
        console.log('ORIG', [...one.text].slice(mark.start-60, mark.end+60).join(''));
      }
    }
  }
}
