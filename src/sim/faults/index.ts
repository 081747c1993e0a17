/** What a person can do to a world, one verb each: to servers, to links, to clients. */
export * as clients from './clients.ts';
export * as links from './links.ts';
export * as servers from './servers.ts';
