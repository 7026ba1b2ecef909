import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface PromptsState {
  /** By `markKey`: the prompt that was copied of each test, by title. */
  copied: Record<string, Record<string, string>>;
  /** By library: the remarks about the suite that were dismissed. */
  dismissed: Record<string, string>;
}

/** What this window remembers of Prompts. */
export const usePromptsStore = create<PromptsState>()(
  persist((): PromptsState => ({ copied: {}, dismissed: {} }), { name: 'prompts', version: 1 }),
);

export function markKey(library: string, profile: string): string {
  return `${library}\n${profile}`;
}

/** Marks prompts as copied, each with the text that it had. */
export function markCopied(key: string, prompts: readonly { title: string; prompt: string }[]): void {
  usePromptsStore.setState(({ copied }) => ({
    copied: {
      ...copied,
      [key]: { ...copied[key], ...Object.fromEntries(prompts.map(({ title, prompt }) => [title, prompt])) },
    },
  }));
}

export function clearMarks(key: string): void {
  usePromptsStore.setState(({ copied }) => {
    const { [key]: _, ...others } = copied;
    return { copied: others };
  });
}

/** Leaves the remarks unsaid until they are others. */
export function dismissRemarks(library: string, remarks: string): void {
  usePromptsStore.setState(({ dismissed }) => ({ dismissed: { ...dismissed, [library]: remarks } }));
}
