# frozen_string_literal: true

require 'json'

# The status to answer, and the event where it is 200. The block tells whether
# a body is authentic.
def receive(body)
  # First of all: until then the bytes are a stranger's. In Rails, take
  # request.raw_post in a controller that reads no params before.
  return [401, nil] unless yield(body)

  begin
    event = JSON.parse(body.dup.force_encoding(Encoding::UTF_8))
  rescue JSON::ParserError, EncodingError
    # Not JSON, not UTF-8, or nested too deeply to be an event.
    return [400, nil]
  end
  event?(event) ? [200, event] : [400, nil]
end

# JSON can be null, a list or a number; a schema would do this too.
def event?(value)
  value.is_a?(Hash) && value['id'].is_a?(String) &&
    value['event'].is_a?(String) && value['data'].is_a?(Hash)
end
