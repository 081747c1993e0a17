import './ui/base.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { openLab } from './app/open-lab.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app to mount on');
void openLab().then((lab) => mount(App, { target, props: { lab } }));
