export const contacts = {
  newContact: 'New contact',
  edit: 'Edit contact',
  changed:
    'Somebody changed this contact while you had it open. Nothing is saved yet and what you typed is still here: look, then save again.',
  create: (name: string) => `Create contact: ${name}`,
  hints: {
    name: 'With titles: Ing. Petr Říha, Ph.D.',
    emails: 'Each on its own line, the main one first.',
    phones: 'Each on its own line, the main one first. Behind it may stand: mobile, office.',
  },
  kinds: { mobile: 'mobile', office: 'office' },
  fields: {
    name: 'Name',
    position: 'Position',
    emails: 'E-mail',
    phones: 'Phone',
    titleBefore: 'Title before the name',
    titleAfter: 'Title after the name',
  },
};
