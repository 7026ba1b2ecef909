/**
 * What a file's name says of the prompt, where Midjourney gave the name: `<user>_<prompt's start>_<job>_<n>`, cut to
 * 100 characters, spaces as underscores, most punctuation left out. A user's name may hold underscores too, so
 * where the prompt begins cannot be told. Seen on names in public repositories.
 */
export interface MidjourneyName {
  /** Whether a prompt of this text can have given the name. */
  mayBeOf(promptText: string): 'whole' | 'start' | undefined;
}

/** Fewer letters say too little: `.` is a prompt as well. */
const fewestLetters = 8;

const job = /_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:_\d+)?(?: ?\(\d+\))?$/i;

/**
 * Reads a name; undefined where Midjourney did not give it, or where it holds too little of a prompt to tell.
 * @param name with or without its extension.
 */
export function readMidjourneyName(name: string): MidjourneyName | undefined {
  const stem = name.replace(/\.[a-z]{3,4}$/i, '');
  const end = stem.search(job);
  if (end < 0) return undefined;
  const [text = '', ...parameters] = stem.slice(0, end).split(/_(?=--)/);
  const starts = [...text.matchAll(/_/g)].map(({ index }) => lettersOf(text.slice(index + 1)));
  if (lettersOf(text).length < fewestLetters) return undefined;
  return {
    mayBeOf(promptText) {
      const wanted = lettersOf(promptText);
      if (wanted.length < fewestLetters) return undefined;
      if (starts.includes(wanted)) return 'whole';
      // With parameters behind it, the prompt is there whole.
      if (parameters.length > 0) return undefined;
      const isStart = starts.some((start) => start.length >= fewestLetters && wanted.startsWith(start));
      return isStart ? 'start' : undefined;
    },
  };
}

/** Letters and digits alone: which punctuation a name keeps is not known. */
function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
