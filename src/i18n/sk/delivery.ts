import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const delivery: Words['delivery'] = {
  nothing: 'Všetko je doručené.',
  title: (n) =>
    plural('sk', n, {
      one: '# správu sa nepodarilo doručiť',
      few: '# správy sa nepodarilo doručiť',
      many: '# správy sa nepodarilo doručiť',
      other: '# správ sa nepodarilo doručiť',
    }),
  replay: 'Poslať znova',
  dismiss: (n) =>
    plural('sk', n, {
      one: 'Neposielať',
      few: 'Neposielať tieto #',
      many: 'Neposielať týchto #',
      other: 'Neposielať týchto #',
    }),
  whats: {
    deal: 'Karta príležitosti',
    nudge: 'Pripomenutie',
    digest: 'Súhrn',
    email: 'E-mail na zaradenie',
    file: 'Súbor',
    admin: 'Správa pre správcov',
    message: 'Správa',
  },
  reasons: {
    is_archived: 'Kanál je archivovaný. Obnov ho a pošli správu znova.',
    channel_not_found:
      'Vizitka kanál nevidí: je zmazaný, alebo súkromný bez nej. Skús v ňom napísať /invite @Vizitka',
    not_in_channel: 'Vizitka v kanáli nie je. Napíš tam: /invite @Vizitka',
    outsiders: 'V kanáli sú hostia alebo iná organizácia, preto sa tam nič neposiela.',
    thread_not_found: 'Vlákno, do ktorého správa patrí, bolo zmazané.',
    restricted_action: 'Do kanála smú písať len niektorí ľudia.',
    msg_too_long: 'Správa je pre Slack príliš dlhá.',
  },
  ours: (reference) => `Toto je naša chyba. V logu je pod označením ${reference}`,
  refused: (code) => `Slack ju odmietol: ${code}`,
};
