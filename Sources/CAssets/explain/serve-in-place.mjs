const PATH = '/webhooks/kryptos';

/**
 * Status (200 to go on) and headers for a request, never a redirect. Behind a
 * proxy, the scheme is what your proxy says, not what a client does.
 */
export function gate(method, scheme, path) {
  // A framework that "adds the slash" answers 301, which is not followed.
  if (path !== PATH && path !== `${PATH}/`) return { status: 404, headers: {} };
  // 301 to https would be a failure as well, after the body has been sent in
  // the clear: register the address with https.
  // (Leave this out while you develop on one machine.)
  if (scheme !== 'https') return { status: 403, headers: {} };
  if (method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
  return { status: 200, headers: {} };
}
