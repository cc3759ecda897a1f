/** "Who sees this?" of what is no deal; a deal's own words are with the deals. */
export const audience = {
  company: 'All full members of the workspace see this company. Guests and other organisations never do.',
  contact: 'All full members of the workspace see this contact. Guests and other organisations never do.',
  lead: 'All full members of the workspace see this lead. Guests and other organisations never do.',
  dealsThere:
    'Deals, history and files shown with it are those that you may see: a restricted deal shows only to its own people, so colleagues may see other numbers here.',
  everyoneEdits: 'Everybody who sees it may edit it; who changed what is remembered.',
  withDeal: (deal: string) => `This e-mail is seen by those who see the deal ${deal}.`,
  mail: 'All full members of the workspace see this e-mail. Guests and other organisations never do.',
  privacy: {
    subject: '🔒 Only the colleagues whose e-mail it is read its text; the others see the subject.',
    happened: '🔒 Only the colleagues whose e-mail it is read it; the others see just that it was sent.',
  },
  holders: (names: string) => `They are: ${names}`,
  movesWithIt: 'Moved to another deal, it is seen by those who see that one.',
  logEdits: 'The entry in the history is changed by the colleague it came from and by admins.',
  waiting: 'This e-mail waits to be sorted. Until then its card goes to nobody else.',
  asked: (name: string) => `Asked: ${name}`,
  cameFrom: (name: string) => `It came from: ${name}`,
  untilPlaced:
    'Put to a deal, it is seen by all who see the deal. The digest counts it and says nothing of it.',
};
