# frozen_string_literal: true

BYTES_MAX = 1_048_576

# The status (200 to go on) and the body of a Rack request, chunked or not: the
# server has undone the chunks, and its read timeout ends a slow sender.
def read_body(env)
  # Read before any refusal, or the rest would pass for the next request; never
  # as long as CONTENT_LENGTH says, which is missing with chunks.
  body = env.fetch('rack.input').read(BYTES_MAX + 1) || ''.b
  # Only here the rest stays unread: send Connection: close along.
  return [413, nil] if body.bytesize > BYTES_MAX

  # "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
  media_type = env.fetch('CONTENT_TYPE', '').partition(';').first
  return [415, nil] unless media_type.strip.casecmp?('application/json')

  [200, body]
end
