# frozen_string_literal: true

PATH = '/webhooks/kryptos'

# Status (200 to go on) and headers for a request, never a redirect. Behind a
# proxy, the scheme is what your proxy says, not what a client does.
def gate(method, scheme, path)
  # A framework that "adds the slash" answers 301, which is not followed.
  return [404, {}] unless path.delete_suffix('/') == PATH
  # 301 to https (force_ssl) would be a failure as well, after the body has
  # been sent in the clear: register the address with https.
  # (Leave this out while you develop on one machine.)
  return [403, {}] unless scheme == 'https'
  return [405, { 'allow' => 'POST' }] unless method == 'POST'

  [200, {}]
end
