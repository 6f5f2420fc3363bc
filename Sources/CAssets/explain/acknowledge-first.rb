# frozen_string_literal: true

require 'digest'
require 'securerandom'

WAITING_MAX = 10_000

# Keeps a verified body and returns the status to answer, at once. A table or a
# queue service does as well, if it is durable.
def acknowledge(spool, id, body)
  # Better than an answer that is too late: 503 is sent again.
  return 503 if Dir.glob("#{spool}/*.json").length >= WAITING_MAX

  part = "#{spool}/#{SecureRandom.uuid}.part"
  File.open(part, 'wb') do |file|
    file.write(body)
    # On the disk before the answer: after a 200 nobody sends it again.
    file.fsync
  end
  # A hash, since an id is a stranger's text and no file name.
  File.rename(part, "#{spool}/#{Digest::SHA256.hexdigest(id)}.json")
  200
end

# One pass of the worker, in a process of its own; the block does the work.
def work(spool)
  Dir.glob("#{spool}/*.json") do |path|
    yield File.binread(path)
    # Last: what fails stays and is tried again.
    File.unlink(path)
  end
end
