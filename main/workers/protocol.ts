/** What passes between the workbench and its decoding workers. */
import { z } from 'zod';
import { Failure } from '../../shared/errors.ts';
import { Metadata, PhotoSize, Rendition, SourceKind } from '../../shared/model.ts';

export const DecodeRequest = z.object({
  id: z.int(),
  bytes: z.instanceof(Uint8Array),
  hints: z.object({ fileName: z.string(), charset: z.string().exactOptional(), url: z.string().exactOptional() }),
});
export type DecodeRequest = z.infer<typeof DecodeRequest>;

const DecodedShape = z.object({
  kind: SourceKind,
  mediaType: z.string(),
  metadata: Metadata,
  rendition: Rendition.nullable(),
  photo: PhotoSize.nullable(),
});

/** A worker's answer; a worker is trusted no further than this schema. */
export const DecodeAnswer = z.union([z.object({ id: z.int(), decoded: DecodedShape }), z.object({ id: z.int(), failure: Failure })]);
export type DecodeAnswer = z.infer<typeof DecodeAnswer>;
