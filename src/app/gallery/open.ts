import '../../i18n/all.ts';
import { mount } from 'svelte';
import { readSettings, usualFor } from '../settings.ts';
import { storage } from '../storage.ts';
import Gallery from './Gallery.svelte';

/** The gallery in the place of the page: for development, never in what is built. */
export function openGallery(target: HTMLElement): void {
  const settings = readSettings(storage.settings(), usualFor(navigator.languages));
  mount(Gallery, { target, props: { settings } });
}
