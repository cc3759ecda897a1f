import { askText, notWhatWasAsked, refusal, unavailable } from './http.ts';
import type { Unavailable } from './model.ts';
import { elementsAt, readXml, textAt, type XmlElement } from './xml.ts';

export interface SoapQuestion {
  url: string;
  /** the SOAPAction, empty where the service has none */
  action: string;
  /** what stands in soap:Body */
  body: string;
  timeoutMs: number;
  stopped?: AbortSignal;
}

/** Asks a register by SOAP 1.1. @returns what stands in soap:Body of the answer */
export async function askSoap(
  question: SoapQuestion,
): Promise<{ kind: 'soap'; body: XmlElement } | Unavailable> {
  const { url, action, timeoutMs, stopped } = question;
  const answer = await askText({
    method: 'POST',
    url,
    body: `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${question.body}</soap:Body></soap:Envelope>`,
    headers: { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
    timeoutMs,
    stopped,
  });
  if (answer.kind === 'unavailable') return answer;
  const isXml = /^(text|application)\/([\w.-]+\+)?xml\b/.test(answer.type);
  const read = isXml ? await readXml(answer.text) : null;
  const body = elementsAt(read, 'Envelope', 'Body')[0];
  // A Fault comes as HTTP 500, but it is our question that is wrong: asking again would not help.
  const fault = elementsAt(body, 'Fault')[0];
  if (fault !== undefined)
    return unavailable('badAnswer', `${answer.seen} Fault ${textAt(fault, 'faultcode') ?? ''}`.trim());
  const refused = refusal(answer);
  if (refused) return refused;
  if (answer.status !== 200 || !isXml) return notWhatWasAsked(answer);
  if (typeof body !== 'object' || body === null)
    return unavailable('badAnswer', `${answer.seen}, no envelope`);
  return { kind: 'soap', body: body as XmlElement };
}
