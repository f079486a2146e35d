/**
 * A workbench that imports, marks and links without end, to be killed at any moment. Each acknowledged change is one line
 * on stdout, written before the next begins. Arguments: case folder, folder for generated files, seed.
 */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { createWorkbench } from '../../main/app.ts';
import { systemClock } from '../../main/host/clock.ts';
import { finish, testPorts } from './ports.ts';

const [folder, files, seed] = process.argv.slice(2);
if (folder === undefined || files === undefined || seed === undefined) throw new Error('usage: killed.ts CASE FILES SEED');
mkdirSync(files, { recursive: true });
const ports = testPorts(files, { clock: systemClock });
const workbench = createWorkbench(ports);
const api = workbench.client();
const ticket = (path: string) => ports.files.issue({ path, name: basename(path), modifiedAt: null });
const say = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

const opened = await api.cases.open({ at: ticket(folder) });
say({ opened: opened.mode, recovered: opened.recovered });
for (let n = 0; ; n++) {
  const path = join(files, `${seed}-${n}.${n % 3 === 2 ? 'png' : 'txt'}`);
  if (n % 3 === 2)
    writeFileSync(
      path,
      await sharp({ create: { width: 40 + n, height: 40, channels: 3, background: { r: n % 256, g: Number(seed) % 256, b: 9 } } })
        .png()
        .toBuffer(),
    );
  else
    writeFileSync(
      path,
      `Article ${seed} ${n}\n\nThe words to mark stand here, in article ${n} of run ${seed}.\n\n${'More text. '.repeat(200 * (n % 5))}`,
    );
  const { result } = await finish(await api.imports.run({ case: opened.case, tickets: [ticket(path)] }));
  const source = result.outcomes[0]?.source;
  if (source === null || source === undefined) throw new Error(`import failed: ${JSON.stringify(result)}`);
  say({ source: source.id });
  if (source.kind === 'article') {
    const made = await api.evidence.add({
      case: opened.case,
      source: source.id,
      target: { quote: 'The words to mark' },
      claim: { add: { text: `Claim ${seed} ${n}` } },
      stance: 'supports',
    });
    say({ excerpt: made.excerpt.id, claim: made.claim.id, link: made.link.id });
  } else {
    const excerpt = await api.excerpts.mark({
      case: opened.case,
      source: source.id,
      target: { region: { x: 1, y: 1, width: 10, height: 10 } },
    });
    say({ excerpt: excerpt.id });
  }
}
