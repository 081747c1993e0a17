import fc from 'fast-check';

/** Properties draw the same cases each time: a red run is a change, never bad luck. */
fc.configureGlobal({ seed: 20261122 });
