# frozen_string_literal: true

require 'logger'

# For people only: what is stored is the provider's own word.
LABELS = {
  'QUEUED' => 'Waiting',
  'ONGOING' => 'Syncing',
  'COMPLETED' => 'Up to date'
}.freeze

# The status to answer; an event that is not known is a success too.
def take(event, handlers, log = Logger.new($stderr))
  handler = handlers[event.fetch('event')]
  if handler.nil?
    # 4xx would lose it without a trace, 5xx would bring it again.
    log.info("no handler for #{event['event'].inspect}")
  else
    # Handlers pick the keys they know; no schema forbids others.
    handler.call(event.fetch('data'))
  end
  200
end

# What to show for a status; a new word shows as it is. In Rails, a column of
# text: an enum raises on words that it does not list.
def label(status)
  LABELS.fetch(status, status)
end
