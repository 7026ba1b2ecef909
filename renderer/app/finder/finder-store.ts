import { createSpotlight } from '@mantine/spotlight';

/** The finder's own Mantine store, so that every part of the app can call it up. */
export const [finderStore, finder] = createSpotlight();

export function showFinder(): void {
  finder.open();
}
