import type { Look } from '../draw/stage.ts';
import { cinema } from './cinema.ts';
import { film } from './film.ts';
import { neutral } from './neutral.ts';
import { pastel } from './pastel.ts';
import { poster } from './poster.ts';

/** The demo's profiles, in the order of contact sheets. */
export const looks: readonly Look[] = [cinema, poster, film, pastel, neutral];
