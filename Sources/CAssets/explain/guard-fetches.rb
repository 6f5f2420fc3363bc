# frozen_string_literal: true

require 'ipaddr'
require 'resolv'
require 'uri'

HOSTS = %w[storage.googleapis.com].freeze
# Not in the Internet: RFC 6890, and 169.254.169.254 among them.
PRIVATE = %w[
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
  192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 224.0.0.0/3
].map { |range| IPAddr.new(range) }.freeze

def fetchable?(uri)
  uri.is_a?(URI::HTTPS) && uri.userinfo.nil? && uri.port == 443 &&
    HOSTS.include?(uri.host)
end

# The address to connect to for a logoUrl (Net::HTTP#ipaddr=); nil when it is
# not fetched. Another look-up could give another one. Follow no redirects.
def address_to_fetch(url, resolver = Resolv)
  uri = URI.parse(url)
  return unless fetchable?(uri)

  # IPv4 alone keeps the list of what is private short.
  found = resolver.getaddresses(uri.host).map { |text| IPAddr.new(text) }
  found.select!(&:ipv4?)
  # One private address is enough to refuse.
  return if found.any? { |one| PRIVATE.any? { |range| range.include?(one) } }

  found.first&.to_s
rescue URI::InvalidURIError
  nil
end
