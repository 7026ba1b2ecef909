import { simulate } from '../testing/simulation/simulate.ts';

simulate(20261127);
