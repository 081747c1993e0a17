/**
 * The furniture: buttons, tabs, menus, dialogs, notices, and the tokens of the looks. Knows nothing
 * of ZooKeeper, and has no words of its own: labels come in as props.
 */
export { default as Button } from './Button.svelte';
export { default as Choice } from './Choice.svelte';
export { default as Dialog } from './Dialog.svelte';
export { eased } from './eased.ts';
export { default as Icon } from './Icon.svelte';
export type { IconName } from './icons.ts';
export { keepFocus } from './keep-focus.ts';
export { default as Menu } from './Menu.svelte';
export type { MenuItem, MenuPoint } from './menu.ts';
export { default as Notices } from './Notices.svelte';
export type { Notice } from './notice.ts';
export { default as Tabs } from './Tabs.svelte';
