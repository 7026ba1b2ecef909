import { api } from '#renderer/lib/bridge.ts';
import { copyText } from '#renderer/lib/clipboard.ts';
import { notifyDone, notifyError } from '#renderer/lib/notify.ts';
import { describeReport, type PictureToPlace, placePictures } from '#renderer/lib/uploads.ts';
import { fullPrompt } from '#shared/midjourney/prompt.ts';
import type { GallerySlot } from './gallery-tests.ts';
import { showProblems } from './problem-list.tsx';

/** Sends pictures to their places and says what came of it, with the way back. */
export async function addPictures(pictures: readonly PictureToPlace[], replaced: number): Promise<void> {
  const report = await placePictures(pictures, replaced > 0);
  const [first] = pictures;
  const [entry, ...more] = report.entries;
  if (report.placed > 0) {
    const what =
      report.placed === 1 && pictures.length === 1
        ? `Picture added to ${first?.test ?? ''} of ${first?.profile ?? ''}`
        : describeReport(report);
    const old = replaced === 0 ? '' : ` ${replaced === 1 ? 'The old one is' : 'Old ones are'} in the bin.`;
    // One toast takes back one change; of several, History takes back each.
    notifyDone(`${what}.${old}`, entry && more.length === 0 ? { undoEntry: entry } : {});
  }
  const [problem] = report.problems;
  if (problem && pictures.length === 1) notifyError(problem.error, `${problem.item} was not added`);
  else if (problem) showProblems(report);
}

/** Moves a slot's picture to the library's bin. */
export async function deletePicture({ picture, test, profile, rating }: GallerySlot): Promise<void> {
  if (!picture) return;
  const result = await api.pictures.remove({ ids: [picture.id] });
  if (!result.ok) notifyError(result.error, 'The picture was not deleted');
  else {
    notifyDone(`Picture of “${test.title}” in ${profile} deleted.${rating ? ' Its rating stays.' : ''}`, {
      undoEntry: result.value.id,
    });
  }
}

export async function copyPrompt({ test, profile }: GallerySlot): Promise<void> {
  const isCopied = await copyText(fullPrompt(test, profile));
  notifyDone(isCopied ? `Prompt of “${test.title}” copied.` : 'The clipboard cannot be reached.');
}
