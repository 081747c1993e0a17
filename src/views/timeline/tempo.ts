/** How fast virtual time passes: adapted to what happens, or so many times as fast as real time. */
export type Tempo = 'auto' | number;

export const TEMPOS: readonly Tempo[] = ['auto', 0.001, 0.01, 0.1, 1, 10, 100];
