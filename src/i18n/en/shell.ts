/** The page around the pictures: menus, buttons, dialogs. */
export const shell = {} as const;
