import { z } from 'zod';
import storedTable from '../../resources/midjourney-parameters.json' with { type: 'json' };

const models = z.array(z.string().min(1));

const parameterValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag') }),
  z.strictObject({ kind: z.literal('model') }),
  z.strictObject({ kind: z.literal('nijiModel') }),
  z.strictObject({ kind: z.literal('ratio'), maximum: z.number() }),
  z.strictObject({ kind: z.literal('number'), minimum: z.number(), maximum: z.number(), whole: z.boolean() }),
  z.strictObject({ kind: z.literal('word') }),
  z.strictObject({ kind: z.literal('words') }),
  z.strictObject({ kind: z.literal('profiles') }),
]);

const parameterRule = z.strictObject({
  /** The name that the app uses, without dashes. */
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  label: z.string(),
  value: parameterValue,
  /** Models that know it; `8` stands for 8, 8.1, 8.2 … Left out: all. */
  onlyOn: models.optional(),
  /** Models that do not know it. */
  absentFrom: models.optional(),
  /** Parameters without which it has no effect. */
  needs: z.array(z.string()).default([]),
  /** Parameters that cannot stand beside it. */
  excludes: z.array(z.string()).default([]),
});

const tableSchema = z.strictObject({
  /** When somebody last compared the table with Midjourney's pages. */
  checked: z.string(),
  /** The model that Midjourney uses when a prompt names none. */
  defaultModel: z.string(),
  models,
  nijiModels: models,
  parameters: z.array(parameterRule),
});

export type ParameterRule = z.infer<typeof parameterRule>;
export type ParameterValue = z.infer<typeof parameterValue>;

/** What Midjourney's parameters take, as data that anybody can edit when the model changes. */
export const parameterTable = tableSchema.parse(storedTable);

const rules = new Map(
  parameterTable.parameters.flatMap((rule) =>
    [rule.name, ...rule.aliases].map((name) => [name, rule] as const),
  ),
);

/** The rule for a parameter by its name or an alias, in any case; undefined for an unknown one. */
export function findParameter(name: string): ParameterRule | undefined {
  return rules.get(name.toLowerCase());
}

/** Whether a model such as `8.2` is one of `models`, where `8` stands for the whole family. */
export function isModelIn(model: string, models: readonly string[]): boolean {
  return models.some((entry) => model === entry || model.startsWith(`${entry}.`));
}
