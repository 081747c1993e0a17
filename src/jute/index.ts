/**
 * ZooKeeper's record format, both ways: what travels between clients and servers, and what lies in
 * a server's files, is written in it (org.apache.jute.BinaryInputArchive and BinaryOutputArchive,
 * zookeeper.jute). Pure: bytes in, values out, and back.
 */
export * from './frames.ts';
export * from './jute-error.ts';
export * from './op-reader.ts';
export * from './op-writer.ts';
export * from './opcodes.ts';
export { passwordOf } from './password.ts';
export * from './reader.ts';
export * from './sizes.ts';
export * from './writer.ts';
