# frozen_string_literal: true

# Exactly what the provider sends. \A and \z: ^ and $ look at single lines.
FORM = /\A[0-9a-f]{64}\z/

# The signature's 32 bytes; nil when it is missing, doubled or garbled. The
# caller answers 401 to nil. Nothing here raises.
#
# env is Rack's, in which names have no case.
def read_signature(env)
  value = env['HTTP_X_WEBHOOK_SIGNATURE']
  # Two headers arrive as one, "a,b", which is not of the form. As bytes: a
  # regular expression raises on text that is no UTF-8.
  return unless value.is_a?(String) && FORM.match?(value.b)

  [value].pack('H*')
end
