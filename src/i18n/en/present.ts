/** In front of a room: the failure deck, the two windows of a presenter, votes. */
export const present = {
  deck: 'The failure deck',
  'deck.about':
    'Twenty failures. Each says first what it asks; where it cannot be had, it says why, and the way there.',
  'deck.amount': 'How many',
  'deck.cause': 'Let it happen',
  'deck.look': 'Look at:',
  'deck.talk': 'To say:',
  'deck.hurry': 'To its end at once',
  'deck.undo': 'Take it back',
} as const;
