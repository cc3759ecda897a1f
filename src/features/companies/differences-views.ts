/** Where a register differs from what a person typed: field by field, to be taken over or left. */
import type { Reader } from '../../i18n/reader.ts';
import { actions, type Blocks, bold, context, esc, type Message, section } from '../../slack/blocks.ts';
import { short } from '../deals/lines.ts';
import { sourceAndAge } from '../registers/views.ts';
import { keepOurs, showDifferences, takeOver, undoAnswer } from './buttons.ts';
import { fieldLabel, fieldText, noNames } from './field-words.ts';
import { valueOfField } from './fields.ts';
import type { Company } from './model.ts';
import type { RegisterAnswer, RegisterDifference, Standing } from './provenance.ts';

/** All of it, each field with its own two buttons; together when there are several. */
export function differencesCard(company: Company, standing: Standing, reader: Reader): Message {
  const { t } = reader;
  const { differences, record } = standing;
  const source = t.registers.names[standing.register];
  const text = t.companies.differs(source, short(company.name));
  const fields = differences.map(({ field }) => field);
  return {
    text,
    blocks: [
      section(bold(text)),
      ...differences.flatMap((one) => [
        section(differenceLine(one, reader)),
        ...(differences.length > 1 ? [answerButtons(company, standing, [one], reader)] : []),
      ]),
      context(sourceAndAge(reader, record.fetchedAt, record.source)),
      actions([
        takeOver.make(
          differences.length > 1 ? t.companies.takeOverAll(source) : t.companies.takeOver(source),
          { id: company.id, fields },
          { style: 'primary' },
        ),
        keepOurs.make(differences.length > 1 ? t.companies.keepAllOurs : t.companies.keepOurs, {
          id: company.id,
          fields,
        }),
      ]),
    ],
  };
}

/** On a card: one difference is answered there and then, several are opened. */
export function standingBlocks(company: Company, standing: Standing | null, reader: Reader): Blocks {
  const { t } = reader;
  const [only, ...others] = standing?.differences ?? [];
  if (!standing || !only) return [];
  const source = t.registers.names[standing.register];
  if (others.length === 0)
    return [
      section(`⚠️ ${t.companies.differsIn(source, differenceLine(only, reader))}`),
      answerButtons(company, standing, [only], reader),
    ];
  const labels = standing.differences.map(({ field }) => fieldLabel(field, reader)).join(', ');
  return [
    section(`⚠️ ${t.companies.differsIn(source, labels)}`, showDifferences.make(t.companies.show, company.id)),
  ];
}

/** What was answered, with the way back. */
export function answeredBlocks(answers: RegisterAnswer[], reader: Reader): Blocks {
  const { t } = reader;
  const [first] = answers;
  if (!first) return [];
  const source = t.registers.names[first.register];
  const lines =
    first.answer === 'accepted'
      ? [
          t.companies.tookOver(source),
          ...answers.map(({ field, ours, theirs }) =>
            differenceLine(
              {
                field,
                ours: valueOfField(ours, field),
                theirs: valueOfField(theirs, field),
              } as RegisterDifference,
              reader,
            ),
          ),
        ]
      : [t.companies.keptOurs(answers.map(({ field }) => fieldLabel(field, reader)).join(', '))];
  return [
    section(
      `✅ ${lines.join('\n')}`,
      undoAnswer.make(
        t.common.undo,
        answers.map(({ id }) => id),
      ),
    ),
  ];
}

const answerButtons = (
  { id }: Company,
  { register }: Standing,
  which: RegisterDifference[],
  { t }: Reader,
) => {
  const fields = which.map(({ field }) => field);
  const suffix = fields.join('.');
  return actions([
    takeOver.make(t.companies.takeOver(t.registers.names[register]), { id, fields }, { suffix }),
    keepOurs.make(t.companies.keepOurs, { id, fields }, { suffix }),
  ]);
};

const differenceLine = ({ field, ours, theirs }: RegisterDifference, reader: Reader): string =>
  reader.t.companies.difference(
    fieldLabel(field, reader),
    esc(fieldText(field, ours, noNames, reader)),
    esc(fieldText(field, theirs, noNames, reader)),
  );
