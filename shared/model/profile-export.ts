import { labelOf, ratingsOf } from './analysis.ts';
import { writeCsv } from './csv.ts';
import { formatJson, isJsonObject } from './json.ts';
import type { LibrarySnapshot } from './library.ts';
import { affinityLabels, viewRating } from './rating.ts';
import { findTest, viewTest } from './suite.ts';

const columns = [
  'profile',
  'label',
  'test',
  'section',
  'affinity',
  'score',
  'confidence',
  'rendering_style',
  'palette',
  'commentary',
  'rated_by',
  'rated_at',
] as const;

/** Profiles' documents in the predecessor's export shape. Profiles without a document are left out. */
export function exportProfilesJson(library: LibrarySnapshot, profiles: readonly string[], now: Date): string {
  const documents = documentsOf(library, profiles);
  return formatJson({
    export_date: now.toISOString(),
    total_profiles: documents.length,
    profiles: Object.fromEntries(documents),
  });
}

/** One row per rating, ratings without a test included. */
export function exportProfilesCsv(library: LibrarySnapshot, profiles: readonly string[]): string {
  const rows = documentsOf(library, profiles).flatMap(([profile, analysis]) =>
    Object.entries(ratingsOf(analysis)).map(([title, rating]) => {
      const view = viewRating(isJsonObject(rating) ? rating : {});
      const test = findTest(library.suite, title);
      return [
        profile,
        labelOf(analysis),
        title,
        test ? viewTest(test).section : '',
        view.affinity ? affinityLabels[view.affinity] : '',
        view.score ?? '',
        view.confidence ?? '',
        view.renderingStyle ?? '',
        view.palette,
        view.commentary,
        view.ratedBy,
        view.ratedAt,
      ];
    }),
  );
  return writeCsv(columns, rows);
}

function documentsOf(library: LibrarySnapshot, profiles: readonly string[]) {
  const wanted = new Set(profiles);
  return Object.entries(library.analyses).filter(([profile]) => wanted.has(profile));
}
