export const rates = {
  title: 'Exchange rates',
  explained: (currency: string) =>
    `One total of the pipeline is counted in ${currency}, at the rates entered here. Vizitka downloads none.`,
  none: 'No rate has been entered yet: amounts in other currencies stand apart.',
  /** `1 EUR = CZK 25.145` */
  line: (currency: string, rate: string) => `1 ${currency} = ${rate}`,
  enteredOn: (day: string, by: string) => `as of ${day} · by hand: ${by}`,
  enter: 'Enter a rate',
  currency: 'Currency',
  rate: (into: string) => `Rate: how many ${into} for one unit`,
  rateHint: 'For example 25.145',
  validOn: 'As of',
  help: 'exchange rates for the pipeline’s total',
};
