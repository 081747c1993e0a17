/** `npm run sweep`: many seeds of random faults and load. Says so until it is built. */
console.error('sweep is not built yet: random faults and invariants come first');
process.exitCode = 2;
