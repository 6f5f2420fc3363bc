# frozen_string_literal: true

require 'openssl'

# Whether the signature is that of the body, as it came off the wire: read it
# with request.body.read, never from params.to_json.
def authentic?(body, signature, secret)
  # A missing header is nil.
  return false if signature.nil?

  # The key is the secret as it is shown, with its prefix whsec_.
  expected = OpenSSL::HMAC.hexdigest('SHA256', secret, body)
  # fixed_length_secure_compare raises on lengths that differ; they are of
  # bytes, since as many characters can be more bytes.
  signature.bytesize == expected.bytesize &&
    OpenSSL.fixed_length_secure_compare(signature, expected)
end
