import { Button, Menu } from '@mantine/core';
import { PageActions } from '#renderer/components/page-header.tsx';
import { api } from '#renderer/lib/bridge.ts';
import { confirm } from '#renderer/lib/confirm.tsx';
import { profilesOf } from '#renderer/lib/library.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { saveTextFile } from '#renderer/lib/save-file.ts';
import { type Analysis, ratingsOf } from '#shared/model/analysis.ts';
import { formatJson } from '#shared/model/json.ts';
import type { LibrarySnapshot } from '#shared/model/library.ts';
import { exportProfilesCsv, exportProfilesJson } from '#shared/model/profile-export.ts';

/** Exports, and clearing all ratings, in the page's header. */
export function ProfileActions(props: {
  library: LibrarySnapshot;
  profile: string;
  analysis: Analysis | undefined;
}) {
  const { library, profile, analysis } = props;
  const all = profilesOf(library);
  const ratings = Object.keys(ratingsOf(analysis)).length;
  return (
    <PageActions>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>This profile</Menu.Label>
          <Menu.Item
            disabled={!analysis}
            onClick={() =>
              analysis && saveTextFile(`${profile}_analysis.json`, formatJson(analysis), 'application/json')
            }
          >
            Analysis document (JSON)
          </Menu.Item>
          <Menu.Item
            disabled={!analysis}
            onClick={() =>
              saveTextFile(`${profile}_ratings.csv`, exportProfilesCsv(library, [profile]), 'text/csv')
            }
          >
            Ratings as a table (CSV)
          </Menu.Item>
          <Menu.Label>All {all.length} profiles</Menu.Label>
          <Menu.Item
            onClick={() =>
              saveTextFile(
                'midjourney_profiles_export.json',
                exportProfilesJson(library, all, new Date()),
                'application/json',
              )
            }
          >
            Export of all profiles (JSON)
          </Menu.Item>
          <Menu.Item
            onClick={() =>
              saveTextFile('midjourney_ratings.csv', exportProfilesCsv(library, all), 'text/csv')
            }
          >
            Ratings as a table (CSV)
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        size="xs"
        variant="default"
        disabled={ratings === 0}
        onClick={() => void clearRatings(profile, ratings)}
      >
        Clear ratings…
      </Button>
    </PageActions>
  );
}

async function clearRatings(profile: string, ratings: number): Promise<void> {
  const isSure = await confirm({
    title: `Clear the ratings of ${profile}?`,
    body: `${ratings} ${ratings === 1 ? 'rating' : 'ratings'} will be removed. Label, DNA, notes and pictures stay. A backup is made first, and History can take this back.`,
    confirmLabel: `Clear ${ratings} ${ratings === 1 ? 'rating' : 'ratings'}`,
    danger: true,
  });
  if (!isSure) return;
  const result = await api.ratings.clear({ profile });
  if (result.ok) notifyDone(`${ratings} ratings cleared.`, { undoEntry: result.value.id });
  else notifyError(result.error, 'The ratings were not cleared');
}
