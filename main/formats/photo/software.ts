/** Which programs a picture names as its writers, and whether its own history says that it was edited. */
import type { FileField, Finding } from '../../../shared/model.ts';

interface Software {
  readonly programs: { readonly value: string[]; readonly from: string } | null;
  readonly finding: Finding | null;
}

/** Where programs sign, besides the history. */
const signed: readonly (readonly [group: string, name: RegExp, from: string])[] = [
  ['EXIF', /^Software$/, 'EXIF Software'],
  ['EXIF', /^ProcessingSoftware$/, 'EXIF ProcessingSoftware'],
  ['XMP', /^xmp:CreatorTool$/, 'XMP xmp:CreatorTool'],
  ['XMP', /^tiff:Software$/, 'XMP tiff:Software'],
  ['PNG text', /^Software$/i, 'PNG Software'],
  ['IPTC', /^Originating Program$/, 'IPTC OriginatingProgram'],
  ['PDF', /^Producer$/, 'PDF Producer'],
];
const agent = /^xmpMM:History\[(\d+)\]\/stEvt:softwareAgent$/;
const action = /^xmpMM:History\[(\d+)\]\/stEvt:action$/;
/** Actions of a history that change what is there; `created`, `derived` and `published` do not. */
const changing = /^(?:saved|edited|cropped|filtered|resized|retouched|color_adjustments|formatted|converted|drawing|painted|managed)/i;
/** Programs made for changing pictures; a camera's firmware or a viewer that only turns is none. */
const editors =
  /photoshop|\bgimp\b|affinity photo|pixelmator|paint\.net|paint ?tool|paintshop|photo-?paint|snapseed|picsart|facetune|faceapp|meitu|\bkrita\b|luminar|photoscape|photofiltre|lightroom|acdsee|\bcanva\b/i;

export function softwareOf(fields: readonly FileField[]): Software {
  const programs = new Map<string, string>();
  const add = (value: string, from: string) => {
    const name = value.trim().slice(0, 200);
    if (name !== '' && !programs.has(name) && programs.size < 50) programs.set(name, from);
  };
  const steps = new Map<string, { action?: string; agent?: string }>();
  for (const { group, name, value } of fields) {
    for (const [inGroup, pattern, from] of signed) if (group === inGroup && pattern.test(name)) add(value, from);
    if (group !== 'XMP') continue;
    const step = (action.exec(name) ?? agent.exec(name))?.[1];
    if (step === undefined) continue;
    steps.set(step, { ...steps.get(step), ...(action.test(name) ? { action: value } : { agent: value }) });
    if (agent.test(name)) add(value, 'XMP xmpMM:History');
  }
  const edits = [...steps.values()].filter((step) => changing.test(step.action ?? ''));
  const editor = [...programs].find(([name]) => editors.test(name));
  return {
    programs: programs.size > 0 ? { value: [...programs.keys()], from: [...new Set(programs.values())].join('; ') } : null,
    finding: findingOf(edits, editor),
  };
}

function findingOf(edits: readonly { action?: string; agent?: string }[], editor: [string, string] | undefined): Finding | null {
  if (edits.length > 0) {
    const by = [...new Set(edits.flatMap((step) => (step.agent ? [step.agent] : [])))].slice(0, 3).join(', ');
    const times = edits.length === 1 ? 'a step' : `${edits.length} steps`;
    return {
      code: 'edited-by-software',
      message: `The file’s own history names ${times} of editing${by === '' ? '' : ` with ${by}`} (${[...new Set(edits.map((step) => step.action))].slice(0, 4).join(', ')}).`,
      from: 'XMP xmpMM:History',
    };
  }
  return editor === undefined
    ? null
    : { code: 'edited-by-software', message: `The file names a picture editor as a program that wrote it: ${editor[0]}.`, from: editor[1] };
}
