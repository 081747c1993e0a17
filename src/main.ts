import './ui/base.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { placeOf } from './app/address.ts';
import { openLab } from './app/open-lab.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app to mount on');
const place = placeOf(location.hash);
// For development only: what is built has no gallery.
if (import.meta.env.DEV && location.hash.startsWith('#/gallery')) {
  void import('./app/gallery/open.ts').then(({ openGallery }) => openGallery(target));
} else if (/^#\/?embed(\?|$)/.test(location.hash)) {
  void import('./app/embed/open-embed.ts').then((it) => it.openEmbed(target));
} else if (place.type === 'raft') {
  void import('./app/raft/open-raft.ts').then((it) => it.openRaft(target, place.packed));
} else if (place.type === 'present') {
  void import('./app/present/open-present.ts').then((it) => it.openPresent(target, place));
} else {
  void openLab().then((lab) => mount(App, { target, props: { lab } }));
}
