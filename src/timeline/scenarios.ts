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

/**
 * The built-in scenarios by name. They are written as recordings write custom ones, a zoo.cfg and
 * lines of script, and read by the same parsers: that is why they live here and not in sim, which
 * knows no language.
 */
export const SCENARIOS: Readonly<Record<string, CustomScenario>> = {
  default: DEFAULT,
  hospital: HOSPITAL,
};
