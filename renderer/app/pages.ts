import {
  IconAlignLeft,
  IconArrowsSplit,
  IconHistory,
  IconLayoutGrid,
  IconListDetails,
  IconPhoto,
  IconSettings,
  IconStar,
  IconUser,
  type TablerIcon,
} from '@tabler/icons-react';

export interface PageEntry {
  path:
    | '/overview'
    | '/prompts'
    | '/gallery'
    | '/review'
    | '/profile'
    | '/tests'
    | '/history'
    | '/settings'
    | '/conflicts';
  label: string;
  icon: TablerIcon;
  keys: string;
  /** Which number stands beside it. */
  count?: 'tests' | 'pictures' | 'unrated' | 'conflicts';
}

/** The pages in the order of the navigation, in groups. */
export const pageGroups: readonly (readonly PageEntry[])[] = [
  [
    { path: '/overview', label: 'Overview', icon: IconLayoutGrid, keys: 'Alt+1' },
    { path: '/prompts', label: 'Prompts', icon: IconAlignLeft, keys: 'Alt+2', count: 'tests' },
    { path: '/gallery', label: 'Gallery', icon: IconPhoto, keys: 'Alt+3', count: 'pictures' },
    { path: '/review', label: 'Review', icon: IconStar, keys: 'Alt+4', count: 'unrated' },
    { path: '/profile', label: 'Profile', icon: IconUser, keys: 'Alt+5' },
    { path: '/tests', label: 'Tests', icon: IconListDetails, keys: 'Alt+6', count: 'tests' },
  ],
  [
    { path: '/history', label: 'History', icon: IconHistory, keys: 'Alt+7' },
    { path: '/settings', label: 'Settings', icon: IconSettings, keys: 'Alt+8' },
  ],
];

export const pages: readonly PageEntry[] = pageGroups.flat();

/** Only there while a team's library has conflicts. */
export const conflictsPage: PageEntry = {
  path: '/conflicts',
  label: 'Conflicts',
  icon: IconArrowsSplit,
  keys: 'Alt+9',
  count: 'conflicts',
};
