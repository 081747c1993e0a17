/** Where a hospital begins in a tree, its scanner, and the scanner's lock. */
export const HOSPITAL = '/medical';
export const MRI = '/medical/resources/equipment/MRI';
export const LOCK = `${MRI}/lock`;
