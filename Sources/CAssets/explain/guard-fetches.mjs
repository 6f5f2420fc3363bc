import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';

const HOSTS = new Set(['storage.googleapis.com']);
// Not in the Internet: RFC 6890, and 169.254.169.254 among them.
const PRIVATE = new BlockList();
for (const range of [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16',
  '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15',
  '224.0.0.0/3',
]) {
  const [address, bits] = range.split('/');
  PRIVATE.addSubnet(address, Number(bits), 'ipv4');
}

/**
 * The address to connect to for a logoUrl; null when it is not fetched.
 * Connect to this very address: another look-up could give another one. And
 * follow no redirects.
 */
export async function addressToFetch(text, resolve = lookup) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const isPlain = url.username === '' && url.port === '';
  if (url.protocol !== 'https:' || !isPlain || !HOSTS.has(url.hostname)) {
    return null;
  }
  // IPv4 alone keeps the list of what is private short.
  const found = await resolve(url.hostname, { family: 4, all: true });
  // One private address is enough to refuse.
  const isPublic = ({ address }) => !PRIVATE.check(address, 'ipv4');
  return found.length > 0 && found.every(isPublic) ? found[0].address : null;
}
