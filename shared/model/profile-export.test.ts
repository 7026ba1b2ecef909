import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { libraryOf } from '../testing/libraries.ts';
import { exportProfilesCsv, exportProfilesJson } from './profile-export.ts';

const analyses = {
  abc: {
    profile_id: 'abc',
    profile_label: 'Calm, warm',
    ratings: {
      Wave: {
        affinity: 'native_fit',
        score: 9,
        confidence: 0.9,
        commentary: '=SUM(1)\n"bright"',
        'color-palette': 'teal',
        seen_by: 1,
      },
      Orphan: {
        affinity: 'resistant',
        score: 2,
        confidence: 'Low',
        rated_by: 'Ada',
        rated_at: '2026-10-20T08:00:00.000Z',
      },
    },
  },
  xyz: { profile_id: 'xyz', ratings: {} },
};
const library = libraryOf([{ title: 'Wave', section: 'PHOTO' }], analyses, { new: ['new_Wave.jpg'] });

it('exports documents whole, in the predecessor’s shape', () => {
  const text = exportProfilesJson(library, ['abc', 'xyz', 'new'], new Date('2026-10-20T08:00:00Z'));
  expect(JSON.parse(text)).toEqual({
    export_date: '2026-10-20T08:00:00.000Z',
    total_profiles: 2,
    profiles: analyses,
  });
  expect(JSON.parse(exportProfilesJson(library, ['xyz'], new Date(0)))).toMatchObject({
    profiles: { xyz: analyses.xyz },
  });
  expect(text).toMatch(/^\{\n {2}"export_date"/);
});

it('exports one row per rating, quoted, with formulas guarded', () => {
  const rows = Papa.parse<Record<string, string>>(exportProfilesCsv(library, ['abc', 'xyz', 'new']), {
    header: true,
  });
  expect(rows.errors).toEqual([]);
  expect(rows.data).toEqual([
    {
      profile: 'abc',
      label: 'Calm, warm',
      test: 'Wave',
      section: 'PHOTO',
      affinity: 'Native fit',
      score: '9',
      confidence: 'High',
      rendering_style: '',
      palette: 'teal',
      commentary: '\'=SUM(1)\n"bright"',
      rated_by: '',
      rated_at: '',
    },
    expect.objectContaining({ test: 'Orphan', section: '', confidence: 'Low', rated_by: 'Ada' }),
  ]);
});
