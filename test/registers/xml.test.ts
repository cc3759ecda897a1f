import { describe, expect, it } from 'vitest';
import { elementsAt, readXml, textAt, xmlText } from '../../src/features/registers/xml.ts';

describe('XML from outside', () => {
  it('stays text: an IČO keeps its zeros and a house number its slash', async () => {
    const read = await readXml(
      '<a:company xmlns:a="urn:a" ico="00000019"><number>00000027</number></a:company>',
    );
    expect(textAt(read, 'company', '@ico')).toBe('00000019');
    expect(textAt(read, 'company', 'number')).toBe('00000027');
  });

  it.each([
    ['a type of document', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['a type of document in small letters', '<!doctype a><a/>'],
    ['an entity', '<!ENTITY lol "lol"><a>&lol;</a>'],
    [
      'a type of document after a comment',
      '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
  ])('is refused when it declares %s', async (_what, text) => {
    expect(await readXml(text)).toBeNull();
  });

  it.each([
    ['half of a document', '<a><b>1</b>'],
    ['ends that do not meet', '<a><b></a></b>'],
    ['a web page', '<html><body><h1>Odstávka</h1></body></html>'],
    ['words', 'Váš požadavek byl zablokován'],
    ['nothing', ''],
    ['names that would reach the prototype', '<a><__proto__><admin>1</admin></__proto__></a>'],
    ['a tower of elements', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`],
  ])('is refused when it is %s', async (_what, text) => {
    expect(await readXml(text)).toBeNull();
  });

  it('is refused when it is larger than is taken', async () => {
    expect(await readXml(`<a>${'x'.repeat(200)}</a>`, 100)).toBeNull();
  });

  it('has the five references and the numeric ones resolved, once', async () => {
    const read = await readXml(
      '<a name="A&amp;B &quot;Most&quot;">R&#225;d &lt;3 &#x10D;&apos; &amp;lt; &nbsp; &#0;</a>',
    );
    expect(textAt(read, 'a', '@name')).toBe('A&B "Most"');
    expect(textAt(read, 'a')).toBe("Rád <3 č' &lt; &nbsp; &#0;");
  });

  it('has what stands in CDATA as it is', async () => {
    expect(textAt(await readXml('<a><![CDATA[Brno & <okolí> &amp;]]></a>'), 'a')).toBe(
      'Brno & <okolí> &amp;',
    );
  });

  it('gives one element and many alike, and nothing where there is nothing', async () => {
    const many = await readXml('<a><b>1</b><b>2</b><c/></a>');
    expect(elementsAt(many, 'a', 'b')).toEqual(['1', '2']);
    expect(elementsAt(await readXml('<a><b>1</b></a>'), 'a', 'b')).toEqual(['1']);
    expect(elementsAt(many, 'a', 'd')).toEqual([]);
    expect(textAt(many, 'a', 'c')).toBeNull();
  });

  it('that we write reads as it was meant', async () => {
    expect(textAt(await readXml(`<a>${xmlText(`O'Hara & <syn> "1"`)}</a>`), 'a')).toBe(`O'Hara & <syn> "1"`);
  });
});
