/** The ward: the hospital that the ensemble serves. */
export const ward = {
  title: 'The ward, as server {sid} sees it',
  'choose.server': 'Which server’s tree the ward shows',
  down: 'Server {sid} is down: it has no tree in memory to look at.',
  noTree: 'The tree of server {sid} has no /medical/resources/equipment/MRI yet.',
  mri: 'MRI',
  free: 'free',
  'inside.name': 'In the MRI room: {who}, ticket {ticket}',
  'inside.nobody': 'The MRI room is free',
  unknown: 'somebody',
  two: '{who}: believes that it is its turn, too',
  fenced:
    '(a scanner that asks for tokens refuses it: its {old} is smaller than {new}, which it has seen)',
  queue: 'waiting',
  'queue.none': 'nobody waits',
  'queue.name': '{who} waits with ticket {ticket}',
  'queue.more': '+{n}',
  doctors: 'on call',
  'doctors.none': 'nobody',
  lamp: 'in use',
  'lamp.off': 'not in use',
  status: 'status: {status}',
} as const;
