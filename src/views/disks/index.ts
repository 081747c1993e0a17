/** What lies in servers' files: histories beside each other, and the tree at any zxid. */
export { default as Disks } from './Disks.svelte';
