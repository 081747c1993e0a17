import { playLessons } from './every-lesson.ts';

playLessons('keyboard');
