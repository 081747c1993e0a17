import { playLessons } from './every-lesson.ts';

playLessons('mouse');
