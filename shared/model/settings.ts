import { z } from 'zod';
import { connectionSchema } from './connection.ts';

/** The settings of this installation; a value that is missing or malformed falls back to its default. */
export const settingsSchema = z.object({
  version: z.literal(1).catch(1),
  /** The name that stands in History and in ratings. */
  name: z.string().trim().min(1).max(80).catch(''),
  appearance: z
    .object({
      scheme: z.enum(['system', 'dark', 'light']).catch('system'),
      density: z.enum(['comfortable', 'compact']).catch('comfortable'),
    })
    .catch({ scheme: 'system', density: 'comfortable' }),
  pictures: z.object({ keepOriginal: z.boolean().catch(false) }).catch({ keepOriginal: false }),
  /** Folders opened before, newest first. */
  recent: z
    .array(z.object({ folder: z.string(), name: z.string(), opened: z.string() }))
    .max(50)
    .catch([]),
  /** The folder to reopen at start; null: show the first-run page. */
  lastFolder: z.string().nullable().catch(null),
  storage: z
    .object({
      /** What is opened at start: `lastFolder`, or the connection's bucket. Both stay configured. */
      kind: z.enum(['folder', 'bucket']).catch('folder'),
      connection: connectionSchema.nullable().catch(null),
      /** Bytes of a bucket's objects that are kept on this device. */
      cacheBytes: z
        .int()
        .min(100 * 1024 ** 2)
        .catch(2 * 1024 ** 3),
    })
    .catch({ kind: 'folder', connection: null, cacheBytes: 2 * 1024 ** 3 }),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What a page may change; each part replaces the stored one. */
export const settingsEditSchema = z.strictObject({
  name: z.string().trim().min(1).max(80).optional(),
  appearance: z
    .strictObject({
      scheme: z.enum(['system', 'dark', 'light']),
      density: z.enum(['comfortable', 'compact']),
    })
    .optional(),
  pictures: z.strictObject({ keepOriginal: z.boolean() }).optional(),
});

export type SettingsEdit = z.infer<typeof settingsEditSchema>;
