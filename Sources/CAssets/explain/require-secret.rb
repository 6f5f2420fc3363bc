# frozen_string_literal: true

CHARACTERS_MIN = 16

# The signing secret, or the end of the start: call it in an initializer.
def require_secret(environment = ENV, name: 'WEBHOOK_SECRET')
  # nil.to_s is "", which HMAC takes as a key, as whoever forges does. Files
  # and dashboards leave a line's end behind; it is no part of the key.
  secret = environment.fetch(name, '').strip
  # The value itself stays out of the message, and so out of logs.
  abort "#{name} is unset or no secret" if secret.length < CHARACTERS_MIN
  secret
end
