# frozen_string_literal: true

require 'json'
require 'logger'
require 'securerandom'

# A request that is not the provider's; the reason is for the log alone.
class Refused < StandardError; end

# Status and body of the answer, whatever the block does; it returns a status.
def respond(log = Logger.new($stderr))
  [yield, '{}']
rescue Refused => e
  # Never the expected signature, in the log neither: it would be valid.
  log.warn("refused: #{e.message}")
  [401, '{"error":"unauthorized"}']
rescue StandardError => e
  # The trace goes to the log. The answer only says where to look.
  reference = SecureRandom.hex(8)
  log.error("failed, reference #{reference}: #{e.full_message}")
  [500, JSON.generate('error' => 'internal', 'reference' => reference)]
end
