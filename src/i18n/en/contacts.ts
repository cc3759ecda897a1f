export const contacts = {
  newContact: 'New contact',
  edit: 'Edit contact',
  changed:
    'Somebody changed this contact while you had it open. Nothing is saved yet and what you typed is still here: look, then save again.',
  create: (name: string) => `Create contact: ${name}`,
  fields: {
    name: 'Name',
    position: 'Position',
    email: 'E-mail',
    phone: 'Phone',
    titleBefore: 'Title before the name',
    titleAfter: 'Title after the name',
  },
};
