import { namesOf } from '../../access/people.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { changedNotice, leftAlone } from '../../slack/changed-notice.ts';
import { freshValues } from '../../slack/fresh-fields.ts';
import type { Handlers } from '../../slack/handlers.ts';
import type { Saving, SubmitAnswer } from '../../slack/requests.ts';
import { Ico } from '../registers/model.ts';
import {
  editCompany,
  keepRegisterCompany,
  openCompany,
  previewCompany,
  refreshCompany,
  showContacts,
  startCompany,
  takeOverCompany,
} from './buttons.ts';
import { readCompanyCard } from './card.ts';
import { companyCommand } from './command.ts';
import {
  type CompanyFormMeta,
  companyForm,
  companyFormModal,
  findCompanyForm,
  readCompanyForm,
} from './form.ts';
import { companySuggestions, parsePick, pickCompany } from './picks.ts';
import { acceptRegister, compareWithRegister, keepFromRegister, lookUpCompany } from './register-service.ts';
import { findCompanies } from './search-service.ts';
import { changeSeenCompany, createTypedCompany, getCompany, type TypedCompany } from './service.ts';
import { refreshPlace, showCompany, showCompared, showLooked, windowOfPick } from './showing.ts';
import { companyModal, contactsModal } from './views.ts';

export function registerCompanyHandlers(on: Handlers): void {
  on.command('/company', companyCommand);

  on.suggest(pickCompany, async ({ ctx, query, reader }) =>
    companySuggestions(await findCompanies(ctx, query), query, reader),
  );

  on.submit(findCompanyForm, async (request) => ({
    update: await windowOfPick(request, parsePick(request.form.choice('company'))),
  }));

  on.action(openCompany, (request) =>
    request.open(async () => companyModal(await readCompanyCard(request.ctx, request.value), request.reader)),
  );

  on.action(showContacts, (request) =>
    request.open(async () =>
      contactsModal(await readCompanyCard(request.ctx, request.value), request.reader),
    ),
  );

  on.action(previewCompany, async (request) =>
    showLooked(
      request,
      await lookUpCompany(request.ctx, Ico.parse(request.value.ico), request.value.register),
    ),
  );

  on.action(keepRegisterCompany, async (request) =>
    showLooked(
      request,
      await keepFromRegister(request.ctx, Ico.parse(request.value.ico), request.value.register),
    ),
  );

  on.action(refreshCompany, async (request) =>
    showCompared(request, await compareWithRegister(request.ctx, request.value)),
  );

  on.action(takeOverCompany, async (request) => {
    const { id, ico, register } = request.value;
    const company = await acceptRegister(request.ctx, id, Ico.parse(ico), register);
    await showCompany(request, company.id);
  });

  on.action(startCompany, (request) =>
    request.open(() => companyFormModal(null, request.value, {}, request.reader)),
  );

  on.action(editCompany, (request) =>
    request.open(async () =>
      companyFormModal(await getCompany(request.ctx, request.value), {}, request.place, request.reader),
    ),
  );

  on.submit(companyForm, async (request) => {
    const { id, fresh } = request.meta;
    const typed = readCompanyForm(freshValues(request.form, fresh));
    if (id) return saveEdited(request, id, typed);
    const { company, known } = await createTypedCompany(request.ctx, typed);
    const note = known ? request.t.companies.knownAlready : null;
    return { update: companyModal(await readCompanyCard(request.ctx, company.id), request.reader, note) };
  });
}

async function saveEdited(
  request: Saving<CompanyFormMeta>,
  id: CompanyId,
  typed: TypedCompany,
): Promise<SubmitAnswer> {
  const { place, version, fresh } = request.meta;
  const seen = await changeSeenCompany(request.ctx, id, version, typed);
  if (seen.kind === 'saved') {
    request.after(() => refreshPlace(request, place, id));
    return undefined;
  }
  const { company, changes } = seen;
  const { reader } = request;
  const names = await namesOf(
    request.ctx.db,
    changes.flatMap(({ by }) => by ?? []),
  );
  const anew = Object.fromEntries(leftAlone(typed, changes).map((field) => [field, company.version]));
  const { changed, fields } = reader.t.companies;
  const notice = changedNotice(changed, changes, names, fields, reader);
  return { update: companyFormModal(company, {}, place, reader, { fresh: { ...fresh, ...anew }, notice }) };
}
