import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const delivery: Words['delivery'] = {
  nothing: 'Všechno je doručeno.',
  title: (n) =>
    plural('cs', n, {
      one: '# zprávu se nepodařilo doručit',
      few: '# zprávy se nepodařilo doručit',
      many: '# zprávy se nepodařilo doručit',
      other: '# zpráv se nepodařilo doručit',
    }),
  replay: 'Poslat znovu',
  dismiss: (n) =>
    plural('cs', n, {
      one: 'Neposílat',
      few: 'Neposílat tyto #',
      many: 'Neposílat těchto #',
      other: 'Neposílat těchto #',
    }),
  whats: {
    deal: 'Karta příležitosti',
    nudge: 'Připomenutí',
    digest: 'Souhrn',
    email: 'E-mail k zařazení',
    file: 'Soubor',
    admin: 'Zpráva pro správce',
    message: 'Zpráva',
  },
  reasons: {
    is_archived: 'Kanál je archivovaný. Obnov ho a pošli zprávu znovu.',
    channel_not_found:
      'Vizitka kanál nevidí: je smazaný, nebo soukromý bez ní. Zkus v něm napsat /invite @Vizitka',
    not_in_channel: 'Vizitka v kanálu není. Napiš tam: /invite @Vizitka',
    outsiders: 'V kanálu jsou hosté nebo jiná organizace, proto se tam nic neposílá.',
    thread_not_found: 'Vlákno, do kterého zpráva patří, bylo smazáno.',
    restricted_action: 'Do kanálu smí psát jen někteří lidé.',
    msg_too_long: 'Zpráva je pro Slack příliš dlouhá.',
  },
  ours: (reference) => `Tohle je naše chyba. V logu je pod označením ${reference}`,
  refused: (code) => `Slack ji odmítl: ${code}`,
};
