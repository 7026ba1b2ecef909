import { z } from 'zod';
import { errorCodes } from '#shared/result.ts';
import { pictureTypes } from './magic-bytes.ts';

/** What the picture worker can be asked to do; all sizes in pixels, `bytes` a whole PNG, JPEG or WebP file. */
export type WorkerJob =
  | { kind: 'probe'; bytes: Uint8Array }
  | { kind: 'thumbnail'; bytes: Uint8Array; width: number; withPalette: boolean }
  | { kind: 'palette'; bytes: Uint8Array }
  | { kind: 'compact'; bytes: Uint8Array };

export type WorkerJobKind = WorkerJob['kind'];

export type WorkerResult<Kind extends WorkerJobKind> = z.infer<(typeof resultSchemas)[Kind]>;

/** From the app to the worker. */
export interface WorkerRequest {
  id: number;
  job: WorkerJob;
}

/** From the worker to the app: once `ready`, then one answer for each request. */
export type WorkerMessage = z.infer<typeof workerMessageSchema>;

const size = z.int().positive();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const swatch = z.object({ hex: z.string().regex(/^#[0-9a-f]{6}$/), share: z.number().min(0).max(1) });
const palette = z.array(swatch).max(5);

const metadata = z.object({
  description: z.string().exactOptional(),
  author: z.string().exactOptional(),
  jobId: z.string().exactOptional(),
});

/** What each job answers. `width` and `height` are those of the picture as it is seen, orientation applied. */
export const resultSchemas = {
  probe: z.object({ type: z.enum(pictureTypes), width: size, height: size }),
  /** `webp`: the thumbnail. `palette`: null unless asked for. */
  thumbnail: z.object({ webp: bytes, width: size, height: size, palette: palette.nullable() }),
  palette: z.object({ palette }),
  /** `jpeg`: the compact picture; null when the bytes that came in are that already. */
  compact: z.object({ jpeg: bytes.nullable(), width: size, height: size, metadata }),
} as const;

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    error: z.object({ code: z.enum(errorCodes), message: z.string(), detail: z.string().optional() }),
  }),
]);

export const workerMessageSchema = z.union([z.object({ ready: z.literal(true) }), answerSchema]);
