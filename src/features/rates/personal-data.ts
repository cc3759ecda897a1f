import { nothing, type PersonalDataPart } from '../privacy/part.ts';

export const rateData: PersonalDataPart = {
  slice: 'rates',
  tables: {
    exchange_rates: {
      key: ['id'],
      columns: nothing(
        'rates of currencies',
        ...['id', 'currency', 'into', 'millionths', 'valid_on', 'entered_by', 'entered_at'],
      ),
    },
  },
};
