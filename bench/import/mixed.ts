/** Makes the mixed files in a process of its own, so that what that needs is not counted. Arguments: folder, how many. */
import { makeMixed } from './files.ts';

const [folder, many] = process.argv.slice(2);
if (folder === undefined || many === undefined) throw new Error('usage: mixed.ts FOLDER MANY');
await makeMixed(folder, Number(many));
