/**
 * Who may do what. Eva owns the deal, Oliver is named on it, Adam is an admin, Lenka a sales lead, Zuzana any other
 * colleague; a guest, somebody of another organisation, and a colleague who left.
 *
 * yes      it happens
 * no       refused, and told why
 * hidden   there is no such thing for them
 * door     turned away before anything is read
 */
const table = `
what                                     deal        owner   named   admin   lead    member  guest   stranger left

see a deal                               open        yes     yes     yes     yes     yes     door    door     door
see a deal                               restricted  yes     yes     yes     hidden  hidden  door    door     door
find it by its name                      open        yes     yes     yes     yes     yes     door    door     door
find it by its name                      restricted  yes     yes     yes     hidden  hidden  door    door     door
find it by its customer                  open        yes     yes     yes     yes     yes     door    door     door
find it by its customer                  restricted  yes     yes     yes     hidden  hidden  door    door     door
find it in everything                    restricted  yes     yes     yes     hidden  hidden  door    door     door
list it among open deals                 open        yes     yes     yes     yes     yes     door    door     door
list it among open deals                 restricted  yes     yes     yes     hidden  hidden  door    door     door
read its card                            open        yes     yes     yes     yes     yes     door    door     door
read its card                            restricted  yes     yes     yes     hidden  hidden  door    door     door
ask who sees it                          open        yes     yes     yes     yes     yes     door    door     door
ask who sees it                          restricted  yes     yes     yes     hidden  hidden  door    door     door
create a deal                            -           yes     yes     yes     yes     yes     door    door     door
change it                                open        yes     yes     yes     no      no      door    door     door
change it                                restricted  yes     yes     yes     hidden  hidden  door    door     door
change it over what was seen             open        yes     yes     yes     no      no      door    door     door
change it over what was seen             restricted  yes     yes     yes     hidden  hidden  door    door     door
move it to another stage                 open        yes     yes     yes     no      no      door    door     door
move it to another stage                 restricted  yes     yes     yes     hidden  hidden  door    door     door
say the offer is submitted               open        yes     yes     yes     no      no      door    door     door
say the offer is submitted               restricted  yes     yes     yes     hidden  hidden  door    door     door
take the submission back                 open        yes     yes     yes     no      no      door    door     door
take the submission back                 restricted  yes     yes     yes     hidden  hidden  door    door     door
decide not to bid                        open        yes     yes     yes     no      no      door    door     door
decide not to bid                        restricted  yes     yes     yes     hidden  hidden  door    door     door
win it                                   open        yes     yes     yes     no      no      door    door     door
win it                                   restricted  yes     yes     yes     hidden  hidden  door    door     door
lose it                                  open        yes     yes     yes     no      no      door    door     door
lose it                                  restricted  yes     yes     yes     hidden  hidden  door    door     door
reopen it                                open        yes     yes     yes     no      no      door    door     door
reopen it                                restricted  yes     yes     yes     hidden  hidden  door    door     door
restrict it                              open        yes     yes     yes     no      no      door    door     door
restrict it                              restricted  yes     yes     yes     hidden  hidden  door    door     door
open it to all                           open        yes     yes     yes     no      no      door    door     door
open it to all                           restricted  yes     yes     yes     hidden  hidden  door    door     door
hand it over                             open        yes     yes     yes     no      no      door    door     door
hand it over                             restricted  yes     yes     yes     hidden  hidden  door    door     door
share it to a channel                    open        yes     yes     yes     yes     yes     door    door     door
share it to a channel                    restricted  no      no      no      hidden  hidden  door    door     door
delete it                                open        yes     no      yes     no      no      door    door     door
delete it                                restricted  yes     no      yes     hidden  hidden  door    door     door
bring a deleted one back                 open        yes     hidden  yes     hidden  hidden  door    door     door
bring a deleted one back                 restricted  yes     hidden  yes     hidden  hidden  door    door     door

log to a deal                            open        yes     yes     yes     yes     yes     door    door     door
log to a deal                            restricted  yes     yes     yes     hidden  hidden  door    door     door
log and set the next step                open        yes     yes     yes     no      no      door    door     door
log and set the next step                restricted  yes     yes     yes     hidden  hidden  door    door     door
log to a company                         -           yes     yes     yes     yes     yes     door    door     door
read what was logged                     open        yes     yes     yes     yes     yes     door    door     door
read what was logged                     restricted  yes     yes     yes     hidden  hidden  door    door     door
read the deal's history                  restricted  yes     yes     yes     hidden  hidden  door    door     door
read of it in the company's history      open        yes     yes     yes     yes     yes     door    door     door
read of it in the company's history      restricted  yes     yes     yes     hidden  hidden  door    door     door
read of it in the contact's history      restricted  yes     yes     yes     hidden  hidden  door    door     door
edit one's own entry                     open        yes     yes     yes     yes     yes     door    door     door
edit one's own entry                     restricted  yes     yes     yes     hidden  hidden  door    door     door
edit a colleague's entry                 open        no      no      yes     no      no      door    door     door
edit a colleague's entry                 restricted  no      no      yes     hidden  hidden  door    door     door
delete one's own entry                   open        yes     yes     yes     yes     yes     door    door     door
delete one's own entry                   restricted  yes     yes     yes     hidden  hidden  door    door     door
delete a colleague's entry               open        no      no      yes     no      no      door    door     door
delete a colleague's entry               restricted  no      no      yes     hidden  hidden  door    door     door
bring one's own entry back               open        yes     yes     yes     yes     yes     door    door     door
bring one's own entry back               restricted  yes     yes     yes     hidden  hidden  door    door     door
bring a colleague's entry back           open        no      no      yes     no      no      door    door     door
bring a colleague's entry back           restricted  no      no      yes     hidden  hidden  door    door     door
move one's own entry to the deal         open        yes     yes     yes     yes     yes     door    door     door
move one's own entry to the deal         restricted  yes     yes     yes     hidden  hidden  door    door     door

attach a file                            open        yes     yes     yes     yes     yes     door    door     door
attach a file                            restricted  yes     yes     yes     hidden  hidden  door    door     door
attach a file to a company               -           yes     yes     yes     yes     yes     door    door     door
open a file                              open        yes     yes     yes     yes     yes     door    door     door
open a file                              restricted  yes     yes     yes     hidden  hidden  door    door     door
list the deal's files                    open        yes     yes     yes     yes     yes     door    door     door
list the deal's files                    restricted  yes     yes     yes     hidden  hidden  door    door     door
find it among the company's files        restricted  yes     yes     yes     hidden  hidden  door    door     door
find its folder among the company's      restricted  yes     yes     yes     hidden  hidden  door    door     door
rename one's own file                    open        yes     yes     yes     yes     yes     door    door     door
rename one's own file                    restricted  yes     yes     yes     hidden  hidden  door    door     door
rename a colleague's file                open        no      no      yes     no      no      door    door     door
rename a colleague's file                restricted  no      no      yes     hidden  hidden  door    door     door
remove one's own file                    open        yes     yes     yes     yes     yes     door    door     door
remove one's own file                    restricted  yes     yes     yes     hidden  hidden  door    door     door
remove a colleague's file                open        no      no      yes     no      no      door    door     door
remove a colleague's file                restricted  no      no      yes     hidden  hidden  door    door     door
bring one's own file back                open        yes     yes     yes     yes     yes     door    door     door
bring one's own file back                restricted  yes     yes     yes     hidden  hidden  door    door     door
bring a colleague's file back            open        no      no      yes     no      no      door    door     door
bring a colleague's file back            restricted  no      no      yes     hidden  hidden  door    door     door

see who watches                          open        yes     yes     yes     yes     yes     door    door     door
see who watches                          restricted  yes     yes     yes     hidden  hidden  door    door     door
watch a date oneself                     open        yes     yes     yes     yes     yes     door    door     door
watch a date oneself                     restricted  yes     yes     yes     hidden  hidden  door    door     door
have a colleague watch it                open        yes     yes     yes     yes     yes     door    door     door
have a colleague watch it                restricted  yes     yes     yes     hidden  hidden  door    door     door
change the days of one's own watch       open        yes     yes     yes     yes     yes     door    door     door
change the days of one's own watch       restricted  yes     yes     yes     hidden  hidden  door    door     door
change the days of a colleague's         open        yes     yes     yes     no      no      door    door     door
change the days of a colleague's         restricted  yes     yes     yes     hidden  hidden  door    door     door
stop watching                            open        yes     yes     yes     yes     yes     door    door     door
stop watching                            restricted  yes     yes     yes     hidden  hidden  door    door     door
answer one's own nudge: I know           open        yes     yes     yes     yes     yes     door    door     door
answer one's own nudge: I know           restricted  yes     yes     yes     hidden  hidden  door    door     door
answer a colleague's nudge: I know       open        hidden  hidden  hidden  hidden  hidden  door    door     door
answer a colleague's nudge: I know       restricted  hidden  hidden  hidden  hidden  hidden  door    door     door
snooze one's own nudge                   open        yes     yes     yes     yes     yes     door    door     door
snooze one's own nudge                   restricted  yes     yes     yes     hidden  hidden  door    door     door
snooze a colleague's nudge               open        hidden  hidden  hidden  hidden  hidden  door    door     door
hand one's own nudge over                open        yes     yes     yes     yes     yes     door    door     door
hand one's own nudge over                restricted  yes     yes     yes     hidden  hidden  door    door     door
hand a colleague's nudge over            open        hidden  hidden  hidden  hidden  hidden  door    door     door
take one's own answer back               open        yes     yes     yes     yes     yes     door    door     door
take one's own answer back               restricted  yes     yes     yes     hidden  hidden  door    door     door
take back what one handed over           open        yes     yes     yes     yes     yes     door    door     door
take back what one handed over           restricted  yes     yes     yes     hidden  hidden  door    door     door
take a colleague's answer back           open        hidden  hidden  hidden  hidden  hidden  door    door     door

see a mail that may belong to it         open        yes     yes     yes     yes     yes     door    door     door
see a mail that may belong to it         restricted  yes     yes     yes     hidden  hidden  door    door     door
see such a mail put to oneself           restricted  yes     yes     yes     yes     yes     door    door     door
read there that it may belong to it      restricted  yes     yes     yes     hidden  hidden  door    door     door
list such a mail of a colleague’s        open        no      no      yes     yes     no      door    door     door
list such a mail of a colleague’s        restricted  no      no      yes     hidden  no      door    door     door
ignore such a mail                       open        yes     yes     yes     yes     yes     door    door     door
ignore such a mail                       restricted  yes     yes     yes     hidden  hidden  door    door     door
ask who sees such a mail                 open        yes     yes     yes     yes     yes     door    door     door
ask who sees such a mail                 restricted  yes     yes     yes     hidden  hidden  door    door     door
see a mail logged to it                  open        yes     yes     yes     yes     yes     door    door     door
see a mail logged to it                  restricted  yes     yes     yes     hidden  hidden  door    door     door
find a mail logged to it                 open        yes     yes     yes     yes     yes     door    door     door
find a mail logged to it                 restricted  yes     yes     yes     hidden  hidden  door    door     door
find a mail that may belong to it        restricted  yes     yes     yes     hidden  hidden  door    door     door
ask who sees a logged one                restricted  yes     yes     yes     hidden  hidden  door    door     door
put a waiting mail to it                 open        yes     yes     yes     yes     yes     door    door     door
put a waiting mail to it                 restricted  yes     yes     yes     hidden  hidden  door    door     door
move a logged mail to it                 open        yes     yes     yes     yes     yes     door    door     door
move a logged mail to it                 restricted  yes     yes     yes     hidden  hidden  door    door     door
move a mail away from it                 open        yes     yes     yes     yes     yes     door    door     door
move a mail away from it                 restricted  yes     yes     yes     hidden  hidden  door    door     door
take back where a colleague put a mail   open        yes     yes     yes     yes     yes     door    door     door
take back where a colleague put a mail   restricted  yes     yes     yes     hidden  hidden  door    door     door
ask about each of its mails apart        restricted  yes     yes     yes     hidden  hidden  door    door     door
open a file of a mail                    restricted  yes     yes     yes     hidden  hidden  door    door     door
have its sender asked about again        restricted  yes     yes     yes     hidden  hidden  door    door     door
make a contact of a mail's sender        -           yes     yes     yes     yes     yes     door    door     door
ignore a waiting mail                    -           yes     yes     yes     yes     yes     door    door     door
stop ignoring it                         -           yes     yes     yes     yes     yes     door    door     door
read one's own private mail              open        yes     yes     yes     yes     yes     door    door     door
read one's own private mail              restricted  yes     yes     yes     hidden  hidden  door    door     door
read a colleague's private mail          open        hidden  hidden  hidden  hidden  hidden  door    door     door
find one's own private mail              open        yes     yes     yes     yes     yes     door    door     door
find one's own private mail              restricted  yes     yes     yes     hidden  hidden  door    door     door
find a colleague's private mail          open        hidden  hidden  hidden  hidden  hidden  door    door     door
let others read one's own                open        yes     yes     yes     yes     yes     door    door     door
let others read one's own                restricted  yes     yes     yes     hidden  hidden  door    door     door
let others read a colleague's            open        no      no      no      no      no      door    door     door
let others read a colleague's            restricted  no      no      no      hidden  hidden  door    door     door
never log one's own mail with somebody   -           yes     yes     yes     yes     yes     door    door     door
never log anybody's mail with them       -           no      no      yes     no      no      door    door     door
log again what is off everybody's        -           no      no      yes     no      no      door    door     door
log again what a colleague keeps off     -           hidden  hidden  hidden  hidden  hidden  door    door     door
see how the mailboxes are                -           no      no      yes     no      no      door    door     door
see one’s own mailboxes                  -           yes     hidden  hidden  hidden  hidden  door    door     door
see what a mailbox did not log           -           yes     hidden  hidden  hidden  hidden  door    door     door
open a mail that it did not log          -           yes     hidden  hidden  hidden  hidden  door    door     door
log it anyway                            -           yes     hidden  hidden  hidden  hidden  door    door     door
see the switch of a colleague’s mailbox  -           yes     hidden  hidden  hidden  hidden  door    door     door
switch a colleague’s mailbox on          -           yes     hidden  hidden  hidden  hidden  door    door     door
see the quarantine                       -           no      no      yes     no      no      door    door     door
read a quarantined mail again            -           no      no      yes     no      no      door    door     door

see a company                            -           yes     yes     yes     yes     yes     door    door     door
find a company                           -           yes     yes     yes     yes     yes     door    door     door
create a company                         -           yes     yes     yes     yes     yes     door    door     door
ask who sees a company                   -           yes     yes     yes     yes     yes     door    door     door
edit a company                           -           yes     yes     yes     yes     yes     door    door     door
take over what a register says           -           yes     yes     yes     yes     yes     door    door     door
accept where a register differs          -           yes     yes     yes     yes     yes     door    door     door
keep ours where a register differs       -           yes     yes     yes     yes     yes     door    door     door
take such an answer back                 -           yes     yes     yes     yes     yes     door    door     door
tell register changes that were held     -           no      no      yes     no      no      door    door     door
make a payment code                      -           yes     yes     yes     yes     yes     door    door     door
see a whole DIČ                          -           yes     no      yes     yes     no      door    door     door
over what was seen, edit a company       -           yes     yes     yes     yes     yes     door    door     door
see a contact                            -           yes     yes     yes     yes     yes     door    door     door
find a contact                           -           yes     yes     yes     yes     yes     door    door     door
create a contact                         -           yes     yes     yes     yes     yes     door    door     door
ask who sees a contact                   -           yes     yes     yes     yes     yes     door    door     door
edit a contact                           -           yes     yes     yes     yes     yes     door    door     door
open a contact's card                    -           yes     yes     yes     yes     yes     door    door     door
list companies                           -           yes     yes     yes     yes     yes     door    door     door
say that a contact is left alone         -           yes     yes     yes     yes     yes     door    door     door
say how one addresses a contact          -           yes     yes     yes     yes     yes     door    door     door
take a contact along as a vCard          -           yes     yes     yes     yes     yes     door    door     door
make contacts of a vCard                 -           yes     yes     yes     yes     yes     door    door     door
read of it on the contact's card          open        yes     yes     yes     yes     yes     door    door     door
read of it on the contact's card          restricted  yes     yes     yes     hidden  hidden  door    door     door
say that an address works                -           yes     yes     yes     yes     yes     door    door     door
merge two companies                      -           yes     yes     yes     yes     yes     door    door     door
merge two contacts                       -           yes     yes     yes     yes     yes     door    door     door
take a merge back                        -           yes     yes     yes     yes     yes     door    door     door

see a lead                               -           yes     yes     yes     yes     yes     door    door     door
ask who sees a lead                      -           yes     yes     yes     yes     yes     door    door     door
find a lead                              -           yes     yes     yes     yes     yes     door    door     door
find a lead in everything                -           yes     yes     yes     yes     yes     door    door     door
list leads                               -           yes     yes     yes     yes     yes     door    door     door
create a lead                            -           yes     yes     yes     yes     yes     door    door     door
edit a lead                              -           yes     yes     yes     yes     yes     door    door     door
over what was seen, edit a lead          -           yes     yes     yes     yes     yes     door    door     door
log to a lead                            -           yes     yes     yes     yes     yes     door    door     door
hand a lead over                         -           yes     yes     yes     yes     yes     door    door     door
disqualify a lead                        -           yes     yes     yes     yes     yes     door    door     door
reopen a lead                            -           yes     yes     yes     yes     yes     door    door     door
convert a lead                           -           yes     yes     yes     yes     yes     door    door     door
convert a lead into the deal             open        yes     yes     yes     yes     yes     door    door     door
convert a lead into the deal             restricted  yes     yes     yes     hidden  hidden  door    door     door
take a conversion back                   -           yes     yes     yes     yes     yes     door    door     door
read in a lead that it became the deal   open        yes     yes     yes     yes     yes     door    door     door
read in a lead that it became the deal   restricted  yes     yes     yes     hidden  hidden  door    door     door
say who takes leads in turn              -           no      no      yes     yes     no      door    door     door
be away                                 -           yes     yes     yes     yes     yes     door    door     door

define a field                           -           no      no      yes     no      no      door    door     door
add a ready-made set of fields           -           no      no      yes     no      no      door    door     door
change a field                           -           no      no      yes     no      no      door    door     door
archive a field                          -           no      no      yes     no      no      door    door     door
add options to a field                   -           no      no      yes     no      no      door    door     door
read a field of the deal                 open        yes     yes     yes     yes     yes     door    door     door
read a field of the deal                 restricted  yes     yes     yes     hidden  hidden  door    door     door
fill in a field of the deal              open        yes     yes     yes     no      no      door    door     door
fill in a field of the deal              restricted  yes     yes     yes     hidden  hidden  door    door     door
read a restricted field of the deal      open        yes     hidden  hidden  yes     hidden  door    door     door
read a restricted field of the deal      restricted  yes     hidden  hidden  hidden  hidden  door    door     door
be asked for a restricted field of it    open        yes     hidden  hidden  yes     hidden  door    door     door
be asked for a restricted field of it    restricted  yes     hidden  hidden  hidden  hidden  door    door     door
take it away in a file                   open        yes     hidden  hidden  yes     hidden  door    door     door
take it away in a file                   restricted  yes     hidden  hidden  hidden  hidden  door    door     door
fill in a restricted field of the deal   open        yes     hidden  hidden  no      no      door    door     door
fill in a restricted field of the deal   restricted  yes     hidden  hidden  hidden  hidden  door    door     door
read a field of a company                -           yes     yes     yes     yes     yes     door    door     door
fill in a field of a company             -           yes     yes     yes     yes     yes     door    door     door
read a restricted field of a company     -           yes     hidden  hidden  yes     hidden  door    door     door
fill in a restricted field of a company  -           yes     hidden  hidden  yes     hidden  door    door     door
bring a restricted field in from a file  -           hidden  hidden  hidden  yes     hidden  door    door     door

set a digest in a channel one is in      -           yes     yes     yes     yes     yes     door    door     door
set a digest in another channel          -           no      no      yes     no      no      door    door     door
see what a digest would say              -           yes     yes     yes     yes     yes     door    door     door
read of the deal in a digest             open        yes     yes     yes     yes     yes     door    door     door
read of the deal in a digest             restricted  hidden  hidden  hidden  hidden  hidden  door    door     door
have it in the pipeline at Home          open        yes     yes     yes     yes     yes     door    door     door
have it in the pipeline at Home          restricted  yes     yes     yes     hidden  hidden  door    door     door

choose one's own language                -           yes     yes     yes     yes     yes     door    door     door
read the exchange rates                  -           yes     yes     yes     yes     yes     door    door     door
enter an exchange rate                   -           no      no      yes     no      no      door    door     door
weigh the stages                         -           no      no      yes     no      no      door    door     door
add a kind of activities                 -           no      no      yes     no      no      door    door     door
rename a kind of activities              -           no      no      yes     no      no      door    door     door
remove a kind of activities              -           no      no      yes     no      no      door    door     door
appoint admins and sales leads           -           no      no      yes     no      no      door    door     door
say who takes over from who left         -           no      no      yes     no      no      door    door     door
see what could not be delivered          -           no      no      yes     no      no      door    door     door
send it again                            -           no      no      yes     no      no      door    door     door
let it be                                -           no      no      yes     no      no      door    door     door
look a person up                         -           no      no      yes     no      no      door    door     door
see what is held about a person          -           no      no      yes     no      no      door    door     door
export a person’s data                   -           no      no      yes     no      no      door    door     door
erase a person                           -           no      no      yes     no      no      door    door     door
see who was erased when                  -           no      no      yes     no      no      door    door     door
have a certificate sent                  -           no      no      yes     no      no      door    door     door

bring a list in                          -           no      no      yes     yes     no      door    door     door
take one’s own list back                 -           no      no      yes     yes     no      door    door     door
take a colleague’s list back             -           no      no      yes     hidden  no      door    door     door
see a colleague’s list of late           -           no      no      yes     hidden  no      door    door     door
find the deal by its number in a list    open        yes     yes     yes     yes     yes     door    door     door
find the deal by its number in a list    restricted  yes     yes     yes     hidden  hidden  door    door     door

take deals away in a file                open        yes     yes     yes     yes     yes     door    door     door
take deals away in a file                restricted  yes     yes     yes     hidden  hidden  door    door     door
take what was logged away in a file      open        yes     yes     yes     yes     yes     door    door     door
take what was logged away in a file      restricted  yes     yes     yes     hidden  hidden  door    door     door
export where sales leads may             -           no      no      yes     yes     no      door    door     door
export where admins may                  -           no      no      yes     no      no      door    door     door
say who may export                       -           no      no      yes     no      no      door    door     door
see who exported what                    -           no      no      yes     no      no      door    door     door
`;

export const roles = ['owner', 'named', 'admin', 'lead', 'member', 'guest', 'stranger', 'left'] as const;
export type Role = (typeof roles)[number];
export type Verdict = 'yes' | 'no' | 'hidden' | 'door';

export interface Rule {
  use: string;
  /** null: no deal has a part in it */
  access: 'open' | 'restricted' | null;
  /** for titles */
  about: string;
  verdicts: Record<Role, Verdict>;
}

export const rules: Rule[] = table
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('what '))
  .map((line) => {
    const [use, access, ...verdicts] = line.trim().split(/ {2,}/);
    return {
      use: use as string,
      access: access === '-' ? null : (access as 'open' | 'restricted'),
      about: access === '-' ? 'no deal' : `${access} deal`,
      verdicts: Object.fromEntries(roles.map((role, at) => [role, verdicts[at]])) as Rule['verdicts'],
    };
  });
