import { escapeXml } from '../text.ts';

export type Answer = { status: number; body: string };

const NAMESPACE = {
  ses: 'http://ses.amazonaws.com/doc/2010-12-01/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
} as const;

/** A refusal with the code, message and status that Amazon gives. */
export type Refusal = { code: string; message: string; status?: number; detail?: Record<string, string> };

export function success(
  action: string,
  requestId: string,
  result: string,
  api: keyof typeof NAMESPACE = 'ses',
): Answer {
  return {
    status: 200,
    body: `<${action}Response xmlns="${NAMESPACE[api]}">
  <${action}Result>
    ${result}
  </${action}Result>
  <ResponseMetadata>
    <RequestId>${requestId}</RequestId>
  </ResponseMetadata>
</${action}Response>
`,
  };
}

export function refusalXml(given: Refusal, requestId: string, api: keyof typeof NAMESPACE = 'ses'): Answer {
  const status = given.status ?? 400;
  const detail = Object.entries(given.detail ?? {}).map(
    ([name, value]) => `\n    <${name}>${escapeXml(value)}</${name}>`,
  );
  return {
    status,
    body: `<ErrorResponse xmlns="${NAMESPACE[api]}">
  <Error>
    <Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type>
    <Code>${given.code}</Code>
    <Message>${escapeXml(given.message)}</Message>${detail.join('')}
  </Error>
  <RequestId>${requestId}</RequestId>
</ErrorResponse>
`,
  };
}
