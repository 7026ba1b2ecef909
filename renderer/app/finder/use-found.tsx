import { IconCommand, IconListDetails } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { CompletenessRing } from '#renderer/components/completeness-ring.tsx';
import { completeness } from '#renderer/lib/completeness.ts';
import { profilesOf, useLibrary } from '#renderer/lib/library.ts';
import { selectProfile } from '#renderer/lib/selection.ts';
import { labelOf } from '#shared/model/analysis.ts';
import { sectionLabel, viewTest } from '#shared/model/suite.ts';
import { useCommands } from '../commands.ts';
import { conflictsPage, pages } from '../pages.ts';
import { type Findable, findIn } from './find-in.ts';

export interface Found extends Findable {
  id: string;
  icon: ReactNode;
  hint?: string;
  keys?: string;
  run(): void;
}

interface FoundGroup {
  label: string;
  items: Found[];
}

/** Shown of each group: with words to look for, and without. */
const limits = { asked: 8, unasked: 6 };

/** What fits the words, in groups; without words the pages, profiles and commands to start from. */
export function useFound(query: string): FoundGroup[] {
  const profiles = useProfiles();
  const tests = useTests();
  const commands = useAllCommands();
  const asked = query.trim() !== '';
  const limit = asked ? limits.asked : limits.unasked;
  const groups = [
    { label: 'Profiles', items: findIn(profiles, query, limit) },
    { label: 'Tests', items: asked ? findIn(tests, query, limit) : [] },
    { label: 'Commands', items: findIn(commands, query, asked ? limit : 20) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function useProfiles(): Found[] {
  const library = useLibrary();
  return useMemo(
    () =>
      profilesOf(library).map((profile) => {
        const label = labelOf(library.analyses[profile]);
        return {
          id: `profile:${profile}`,
          label: profile,
          words: label,
          hint: label,
          icon: <ProfileRing key={profile} profile={profile} />,
          run: () => selectProfile(profile),
        };
      }),
    [library],
  );
}

function useTests(): Found[] {
  const { suite } = useLibrary();
  const navigate = useNavigate();
  return useMemo(
    () =>
      suite.map((test) => {
        const { title, prompt, section, status } = viewTest(test);
        return {
          id: `test:${title}`,
          label: title,
          words: prompt,
          hint: status === 'archived' ? 'Archived' : sectionLabel(section),
          icon: <IconListDetails size={16} stroke={1.6} />,
          run: () => void navigate({ to: '/tests', search: { test: title } }),
        };
      }),
    [suite, navigate],
  );
}

function useAllCommands(): Found[] {
  const commands = useCommands();
  return useMemo(() => {
    const icons = new Map([...pages, conflictsPage].map((page) => [page.path.slice(1), page.icon]));
    return commands
      .filter((command) => !command.hidden)
      .map(({ id, label, keys, run }) => {
        const Icon = icons.get(id) ?? IconCommand;
        return {
          id: `command:${id}`,
          label,
          words: '',
          icon: <Icon key={id} size={16} stroke={1.6} />,
          run,
          ...(keys ? { keys } : {}),
        };
      });
  }, [commands]);
}

/** Reckons only for the profiles that are shown. */
function ProfileRing({ profile }: { profile: string }) {
  const { rated, tests } = completeness(useLibrary(), profile);
  return <CompletenessRing rated={rated} total={tests} />;
}
