import { DEFAULT_ZOO_CFG } from './default-zoo-cfg.ts';
import type { CustomScenario } from './types.ts';

/** Three servers start at once. */
const DEFAULT: CustomScenario = { zooCfg: DEFAULT_ZOO_CFG, setup: ['start 1 2 3'] };

const WARDS = ['radiology', 'emergency', 'neurology'] as const;

const HOSPITAL_NODES = [
  '/medical',
  '/medical/resources',
  '/medical/resources/equipment',
  '/medical/resources/equipment/MRI',
  '/medical/resources/equipment/CT',
  '/medical/resources/doctors',
  '/medical/resources/doctors/cardiology',
  '/medical/resources/doctors/neurology',
  '/medical/patients',
  '/medical/patients/patient1',
  '/medical/patients/patient2',
  '/medical/resources/equipment/MRI/lock',
] as const;

/** The hospital: three wards, each at home on its own server, and the tree they share. */
const HOSPITAL: CustomScenario = {
  zooCfg: DEFAULT_ZOO_CFG,
  setup: [
    'start 1 2 3',
    // By then the servers serve: a start takes less than two ticks.
    ...WARDS.map((ward, i) => {
      const servers = [0, 1, 2].map((k) => ((i + k) % 3) + 1).join(' ');
      return `@3000 client ${ward} connect ${servers} timeout 8000`;
    }),
    ...HOSPITAL_NODES.map((path) => `@3500 radiology: create ${path} ""`),
  ],
};

const LOCK = '/medical/resources/equipment/MRI/lock';

/**
 * A morning at the scanner: three departments take a number, the first is done and gives the lock
 * back, and later it takes another number. In between nothing else happens.
 */
const SCANNER: CustomScenario = {
  zooCfg: DEFAULT_ZOO_CFG,
  setup: [
    ...HOSPITAL.setup,
    '@3600 radiology: create /medical/resources/doctors/cardiology/drChen free',
    '@3600 neurology: create /medical/resources/doctors/neurology/drLi free',
    ...WARDS.map((ward, i) => `@${4000 + 200 * i} ${ward} recipe lock ${LOCK}`),
    '@5050 radiology recipe release',
    `@5500 radiology recipe lock ${LOCK}`,
  ],
};

/**
 * The built-in scenarios by name. They are written as recordings write custom ones, a zoo.cfg and
 * lines of script, and read by the same parsers: that is why they live here and not in sim, which
 * knows no language.
 */
export const SCENARIOS: Readonly<Record<string, CustomScenario>> = {
  default: DEFAULT,
  hospital: HOSPITAL,
  scanner: SCANNER,
};
