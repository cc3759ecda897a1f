import type { Handlers } from '../../slack/handlers.ts';
import { Ico } from '../registers/model.ts';
import { keepRegisterCompany, openCompany, previewCompany, refreshCompany, showContacts } from './buttons.ts';
import { readCompanyCard, readCompanyWindow } from './card.ts';
import { registerCardHandlers } from './card-slack.ts';
import { companyCommand } from './command.ts';
import { registerDifferences } from './differences-slack.ts';
import { findCompanyForm } from './form.ts';
import { registerCompanyForm } from './form-slack.ts';
import { registerCompanyLists } from './list-slack.ts';
import { companySuggestions, parsePick, pickCompany } from './picks.ts';
import { compareWithRegister, keepFromRegister, lookUpCompany } from './register-service.ts';
import { findCompanies } from './search-service.ts';
import { showCompared, showLooked, windowOfPick } from './showing.ts';
import { contactsModal } from './views.ts';
import { registerWatch } from './watch-slack.ts';
import { companyModal } from './window-views.ts';

export function registerCompanyHandlers(on: Handlers): void {
  on.command('/company', companyCommand);

  on.suggest(pickCompany, async ({ ctx, query, reader }) =>
    companySuggestions(await findCompanies(ctx, query), query, reader),
  );

  on.submit(findCompanyForm, async (request) => ({
    update: await windowOfPick(request, parsePick(request.form.choice('company'))),
  }));

  on.action(openCompany, (request) =>
    request.open(async () =>
      companyModal(await readCompanyWindow(request.ctx, request.value), request.reader),
    ),
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

  on.action(keepRegisterCompany, async (request) => {
    const { ico, register, shown } = request.value;
    await showLooked(request, await keepFromRegister(request.ctx, Ico.parse(ico), register, shown));
  });

  on.action(refreshCompany, async (request) =>
    showCompared(request, await compareWithRegister(request.ctx, request.value)),
  );

  registerCompanyForm(on);
  registerDifferences(on);
  registerCardHandlers(on);
  registerCompanyLists(on);
  registerWatch(on);
}
