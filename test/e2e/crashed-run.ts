const LOCK = '/medical/resources/equipment/MRI/lock';

/** Two departments at one scanner, and then the leader crashes. */
export const CRASHED_RUN = {
  ...{ version: 1, scenario: 'hospital', seed: 1, untilMs: 12_000 },
  commands: [
    `@5000 radiology recipe lock ${LOCK}`,
    `@5400 emergency recipe lock ${LOCK}`,
    '@7000 crash 3',
  ],
};
