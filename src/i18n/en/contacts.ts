export const contacts = {
  newContact: 'New contact',
  edit: 'Edit contact',
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
