/** What passes between the workbench and the typesetting worker. */
import { z } from 'zod';
import { Failure } from '../../shared/errors.ts';

/** `document` is a ReportDocument: the template is its reader, and it is carried in the PDF as it is given. */
export const TypesetJob = z.object({
  document: z.looseObject({ format: z.literal(1), meta: z.looseObject({ at: z.iso.datetime({ precision: 3 }) }) }),
  /** JPEG or PNG bytes by the names that the document uses. */
  pictures: z.record(z.string().regex(/^[a-z]+\/[0-9a-zA-Z-]+\.(?:jpg|png)$/), z.instanceof(Uint8Array)),
  /** The folder that holds report/ (the template) and fonts/. */
  resources: z.string().min(1),
});
export type TypesetJob = z.infer<typeof TypesetJob>;

export const TypesetAnswer = z.union([
  z.object({ pdf: z.instanceof(Uint8Array), pages: z.int().positive() }),
  z.object({ failure: Failure }),
]);
export type TypesetAnswer = z.infer<typeof TypesetAnswer>;
