import type { SlackFile } from '../../../slack/requests.ts';

export const isVCard = ({ name, mimetype }: Pick<SlackFile, 'name' | 'mimetype'>): boolean =>
  /\.(vcf|vcard)$/i.test(name) || /^text\/(x-)?vcard\b/i.test(mimetype);
