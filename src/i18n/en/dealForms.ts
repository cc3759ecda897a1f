/** The windows in which a deal is filled in, closed, handed over and shared. */
export const dealForms = {
  edit: 'Edit deal',
  moreFields: 'More fields',
  bidTimeHint: (zone: string | null) =>
    `Without a time, 12:00 counts.${zone ? ` The clock is that of ${zone}.` : ''}`,
  valueHint: 'For example 1 250 000 or 1.2M. Leave it empty when you do not know it yet.',
  contactsHint: 'Start typing a name. Roles are set under Contacts.',
  channelHint: 'The deal’s card and its thread will live there. Vizitka joins a public channel by itself.',
  peopleHint: 'They may edit the deal, and see it when its access is restricted.',
  restrictedOption: 'Only the owner, the named people and admins see it',
  restrictedHint: 'A restricted deal has no channel: its cards disappear from channels.',
  won: {
    title: 'Deal won',
    value: 'Final value without VAT',
  },
  lost: {
    title: 'Deal lost',
    reason: 'Why',
    note: 'In your own words',
    winner: 'Who won',
    winnerValue: 'The winner’s price without VAT',
  },
  noBid: {
    title: 'No bid',
    explained: 'The deal is closed as lost, and its nudges stop.',
    note: 'Why not',
  },
  submitted: {
    title: 'Offer submitted',
    day: 'Day',
    time: 'Time',
    how: 'How',
    proof: 'Proof',
    proofHint: 'A receipt number, the message’s number, or where the copy is.',
  },
  nextStep: {
    title: 'Next step',
    what: 'What is to be done',
    on: 'By when',
    who: 'Who',
    hint: 'Empty: nothing is planned.',
  },
  contacts: {
    title: 'Contacts of the deal',
    who: 'Who',
    role: (name: string) => `Role: ${name}`,
    noRole: 'no role',
  },
  handOver: {
    title: 'Hand to a colleague',
    to: 'To whom',
    note: 'What they should know',
  },
  share: {
    title: 'Share to channel',
    channel: 'Channel',
    done: 'The card is on its way to the channel, where it will keep itself up to date.',
  },
  stages: {
    title: 'Weight of stages',
    explained:
      'How likely a deal in each stage is to be won, in percent. The weighted pipeline counts with it.',
    help: 'how much each stage weighs in the pipeline',
  },
};
